using DataPortal.Procedures;
using DataPortal.Procedures.Runs;
using DataPortal.Shared;
using DataPortal.Shared.Pdf;
using DataPortal.WorkingTime;

namespace DataPortal.Activities.Survey;

/// <summary>The report of a survey (seed 000, step 6) as the portal knows it: plan, allocation, briefing, response, findings, and the steps with their standards.</summary>
public static class SurveyReportPdf
{
    public static void Write(Stream to, SurveyRoom room, Procedure procedure, OfficeOptions office, DateTimeOffset now)
    {
        using var pdf = new PdfDocument(to, new()
        {
            Title = $"Laporan {room.Run.Title}",
            Author = office.Name,
            Subject = $"{procedure.Name}, {procedure.Number}",
            Created = now,
            RunningHead = room.Run.Title,
            Foot = $"Disusun portal dari catatan kegiatan, {Show.Moment(now)}",
        });
        pdf.Heading($"Laporan {room.Run.Title}", 1);
        pdf.Paragraph($"{procedure.Name} menurut SOP {procedure.Number}.", PdfStyle.Small);
        Plan(pdf, room);
        Response(pdf, room.Response);
        Findings(pdf, room);
        Steps(pdf, room.Run, procedure);
        if (room.Compilation?.Evaluation is { Length: > 0 } evaluation)
        {
            pdf.Heading("Evaluasi", 2);
            pdf.Paragraph(evaluation);
        }

        pdf.Finish();
    }

    private static void Plan(PdfDocument pdf, SurveyRoom room)
    {
        List<(string, string)> facts = [("Keadaan", RunWords.State(room.Run.State)), ("Dibuka", Show.Moment(room.Run.OpenedAt))];
        if (room.Plan is { } plan)
        {
            facts.AddRange(
            [
                ("Tahun atau periode", $"{plan.Year} {plan.Period}".Trim()), ("Tujuan", plan.Purpose), ("Rencana pengumpulan", $"{Show.Date(plan.From)} sampai {Show.Date(plan.To)}"),
                ("Sasaran", $"{Show.Number(plan.Targets.Count)} sasaran, {Show.Number(plan.PlannedUnits)} satuan"),
            ]);
        }

        if (room.Briefing is { Skipped: { } why })
        {
            facts.Add(("Briefing", $"dilewati: {why}"));
        }
        else if (room.Briefing is { } briefing)
        {
            facts.Add(("Briefing", $"{Show.Moment(briefing.From)} sampai {Show.Time(briefing.To)}, {briefing.Place}; hadir {Show.Number(briefing.Present.Count)} orang, susulan {Show.Number(briefing.FollowUps.Count)}"));
        }

        if (room.Allocation is { UntilAccepted: { } wait })
        {
            facts.Add(("Alokasi", $"disimpan {room.Allocation.SavedBy}, diterima {room.Allocation.AcceptedBy} sesudah {Show.Number(wait.TotalMinutes, 0)} menit"));
        }

        pdf.Facts(facts);
    }

    private static void Response(PdfDocument pdf, ResponseTable response)
    {
        pdf.Heading("Respons", 2);
        pdf.Paragraph($"Diperoleh {Show.Number(response.Obtained)} dari {Show.Number(response.Planned)} satuan{(response.Rate is { } rate ? $" ({Show.Number(rate * 100, 1)} persen)" : "")}; tidak diperoleh {Show.Number(response.NotObtained)}; belum selesai {Show.Number(response.Pending)}.");
        if (response.Rows.Count > 0)
        {
            pdf.Table(new()
            {
                Columns = [new PdfColumn(IsHeader: true, MaxWidth: 170), PdfColumn.Text, .. Enumerable.Repeat(PdfColumn.Number, 5), PdfColumn.Text],
                Header = [["Sasaran", "Petugas", "Direncanakan", "Diperoleh", "Tidak diperoleh", "Belum", "Diperbaiki", "Keadaan"]],
                Rows = response.Rows.Select(row => (PdfRow)(string[])
                    [row.Assignment.Target, row.Assignment.Officer, Show.Number(row.Planned), Show.Number(row.Obtained), Show.Number(row.NotObtained), Show.Number(row.Pending), Show.Number(row.Repairs), row.State.Words()])
                    .Append(new PdfRow(
                        [
                            "Jumlah", "", Show.Number(response.Planned), Show.Number(response.Obtained), Show.Number(response.NotObtained), Show.Number(response.Pending),
                            Show.Number(response.Rows.Sum(row => row.Repairs)), "",
                        ], PdfRowKind.Total)),
                Size = 8,
                Stretch = true,
                Summary = "Respons menurut sasaran, dalam satuan",
            });
        }

        if (response.Reasons.Count > 0 || response.Settled > 0)
        {
            pdf.Bars("Sebab tidak diperoleh (satuan)", [.. response.Reasons.Select(reason => new PdfBar(reason.Reason.Words(), reason.Units, Show.Number(reason.Units))), .. response.Settled > 0 ? [new PdfBar("Sasaran dituntaskan tanpa hasil", response.Settled, Show.Number(response.Settled))] : Array.Empty<PdfBar>()]);
        }
    }

    private static void Findings(PdfDocument pdf, SurveyRoom room)
    {
        var found = room.Assignments.SelectMany(assignment => assignment.Findings.Select(finding => (assignment.Target, Finding: finding))).ToList();
        if (found.Count == 0)
        {
            return;
        }

        pdf.Heading("Temuan dan perbaikannya", 2);
        pdf.Table(new()
        {
            Columns = [new PdfColumn(IsHeader: true, MaxWidth: 130), PdfColumn.Text, PdfColumn.Text, PdfColumn.Text, PdfColumn.Text],
            Header = [["Sasaran", "Temuan", "Di mana", "Yang diminta", "Keadaan"]],
            Rows = found.Select(pair => (PdfRow)(string[])[pair.Target, pair.Finding.What, pair.Finding.Where, pair.Finding.ToDo, pair.Finding.State.Words()]),
            Size = 8,
            Stretch = true,
            Summary = "Temuan pemeriksaan",
        });
    }

    private static void Steps(PdfDocument pdf, Run run, Procedure procedure)
    {
        pdf.Heading("Langkah", 2);
        pdf.Table(new()
        {
            Columns = [new PdfColumn(IsHeader: true, MaxWidth: 190), PdfColumn.Text, PdfColumn.Number, PdfColumn.Number, PdfColumn.Number, PdfColumn.Text],
            Header = [["Langkah", "Standar", "Percobaan", "Selesai", "Susulan", "Selesai terakhir"]],
            Rows = procedure.Steps.Select(step =>
            {
                var attempts = run.Attempts.Where(attempt => attempt.Step == step.No && attempt.State != AttemptState.Cancelled).ToList();
                var done = attempts.Where(attempt => attempt.State == AttemptState.Done).ToList();
                return (PdfRow)(string[])
                [
                    $"{step.No}. {step.Activity}", step.Standard is null ? "–" : DueWords.Standard(step.Standard, step.Clock), Show.Number(attempts.Count), Show.Number(done.Count),
                    Show.Number(done.Count(attempt => attempt.IsLateEntry)), done.Max(attempt => attempt.Done) is { } last ? Show.Moment(last) : "–",
                ];
            }),
            Size = 8,
            Stretch = true,
            Summary = "Langkah, standarnya dan percobaannya",
        });
    }
}
