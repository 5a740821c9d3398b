using System.Globalization;

namespace DataPortal.Activities.Survey;

/// <summary>What is typed on the page of an assignment, and how the hand-in is read from it.</summary>
public sealed partial class AssignmentPageModel
{
    /// <summary>Reads the hand-in; everything that is wrong stands at its field, all at once.</summary>
    private HandInDraft Draft()
    {
        Need(Kept.Count > 0 || !string.IsNullOrWhiteSpace(Form.Link) || (IsRepair && Assignment.HandIns.Count > 0), "Files", "Lampirkan berkas hasil, atau tulis tautannya.");
        Need(Form.Link is null or { Length: <= SurveyLimits.Line }, "Form.Link", "Tautannya terlalu panjang.");
        var obtained = Number(Form.Obtained);
        Need(obtained is not null, "Form.Obtained", "Tulis jumlah satuan yang diperoleh dengan angka; 0 bila tidak ada.");
        List<NonResponse> nonResponses = [];
        for (var at = 0; at < Reasons.Count; at++)
        {
            var typed = Form.NonResponse.ElementAtOrDefault(at);
            var units = string.IsNullOrWhiteSpace(typed) ? 0 : Number(typed);
            Need(units is not null, $"Form.NonResponse[{at}]", $"{Reasons[at].Words()}: tulis jumlah satuan dengan angka.");
            if (units > 0)
            {
                nonResponses.Add(new(Reasons[at], units.Value));
            }
        }

        var missing = Assignment.PlannedUnits - (obtained ?? 0);
        var explained = nonResponses.Sum(one => one.Units);
        if (obtained is not null && !ModelState.Keys.Any(key => key.StartsWith("Form.NonResponse", StringComparison.Ordinal) && IsWrong(key)))
        {
            Need(missing < 0 || explained == missing, "Form.NonResponse[0]", missing == 0
                ? "Semua satuan diperoleh, tetapi ada yang ditulis tidak diperoleh. Perbaiki salah satunya."
                : $"{Shared.Show.Number(missing)} satuan tidak diperoleh, sebabnya baru {Shared.Show.Number(explained)}. Tulis sebab tiap satuan.");
            Need(missing >= 0 || !string.IsNullOrWhiteSpace(Form.Note), "Form.Note", "Yang diperoleh lebih banyak dari rencana. Tulis sebabnya di catatan.");
        }

        Need(Form.Note is null or { Length: <= SurveyLimits.Text }, "Form.Note", $"Catatan paling panjang {Shared.Show.Number(SurveyLimits.Text)} huruf.");
        Dictionary<int, string> answers = [];
        foreach (var finding in Assignment.ToAnswer)
        {
            var at = Form.Answers.FindIndex(one => one.No == finding.No);
            var text = at < 0 ? null : Form.Answers[at].Text;
            Need(!string.IsNullOrWhiteSpace(text), $"Form.Answers[{Math.Max(at, 0)}].Text", $"Temuan {finding.No}: tulis apa yang sudah diperbaiki.");
            answers[finding.No] = SurveyTools.Cut(text ?? "", SurveyLimits.Text);
        }

        return new(Kept, SurveyTools.CutOrNone(Form.Link, SurveyLimits.Line), obtained ?? 0, nonResponses, SurveyTools.CutOrNone(Form.Note, SurveyLimits.Text), answers);
    }

    private static int? Number(string? text) =>
        int.TryParse((text ?? "").Trim().Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= SurveyLimits.Units ? number : null;

    public sealed class Input
    {
        public List<Answer> Answers { get; set; } = [];
        public string? Link { get; set; }
        public string? Obtained { get; set; }

        /// <summary>Units by reason, in the order of <see cref="Reasons"/>.</summary>
        public List<string?> NonResponse { get; set; } = [];
        public string? Note { get; set; }
        public string? SurrenderReason { get; set; }
        public string? RefusedReason { get; set; }
        public string? GoOnReason { get; set; }
        public string? Officer { get; set; }
        public string? ReassignReason { get; set; }
        public DateOnly? Due { get; set; }
        public string? PostponeReason { get; set; }
        public string? SettleReason { get; set; }
    }

    public sealed class Answer
    {
        public int No { get; set; }
        public string? Text { get; set; }
    }
}
