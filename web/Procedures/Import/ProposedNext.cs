namespace DataPortal.Procedures.Import;

/// <summary>
/// Where each step of a pasted document may lead: to the row below, unless something of the drawing is left. A word on a branch (<c>ya</c>, <c>tidak</c>) in another row's lane says the branch
/// leads there; what nothing says stays unknown.
/// </summary>
internal sealed class ProposedNext
{
    private static readonly string[] _words = ["ya", "tidak"];

    private readonly string[] _next;

    public ProposedNext(IReadOnlyList<PastedStep> rows, List<Doubt> doubts)
    {
        _next = new string[rows.Count];
        var decisions = rows.Index().Where(row => Decides(row.Item)).Select(row => row.Index).ToList();
        var remnants = rows.Index().Where(row => !Decides(row.Item)).SelectMany(row => row.Item.Lanes.SelectMany(lane => lane.Labels).Distinct()

            // A remnant belongs to the nearest decision.
            .Select(word => (Row: row.Index, Word: word, Of: decisions.Count == 0 ? -1 : decisions.MinBy(decision => Math.Abs(decision - row.Index))))).ToList();
        for (var at = 0; at < rows.Count; at++)
        {
            var below = at + 1 < rows.Count ? rows[at + 1].No : "selesai";
            if (!decisions.Contains(at))
            {
                var ends = at + 1 < rows.Count && rows[at].Lanes.Any(lane => lane.Ends);
                _next[at] = ends ? "selesai" : below;
                if (ends)
                {
                    doubts.Add(new(rows[at].Line, rows[at].Activity, $"langkah {rows[at].No}: ada kapsul Selesai, maka Lanjut diusulkan selesai; periksa."));
                }

                continue;
            }

            var targets = _words.ToDictionary(word => word, word => remnants
                .Where(left => left.Word == word && left.Of == at)
                .Select(left => rows[left.Row].No).FirstOrDefault());
            var guessed = targets.Values.All(target => target is null);
            targets["ya"] ??= targets["tidak"] != below ? below : null;
            _next[at] = string.Join("; ", _words.Select(word => $"{word}: {targets[word] ?? Proposal.Unknown}"));
            doubts.Add(new(rows[at].Line, rows[at].Activity, guessed
                ? $"langkah {rows[at].No} tampaknya keputusan; \"ya\" diusulkan ke baris berikutnya, \"tidak\" tidak terbaca. Lengkapi Lanjut, atau tulis satu nomor bila bukan keputusan."
                : $"langkah {rows[at].No}: Lanjut \"{_next[at]}\" dibaca dari sisa label cabang; periksa."));
        }

        foreach (var left in remnants.Where(_ => decisions.Count == 0))
        {
            doubts.Add(new(rows[left.Row].Line, left.Word, $"langkah {rows[left.Row].No}: ada sisa label cabang \"{left.Word}\", tetapi tidak ada langkah yang terbaca sebagai keputusan."));
        }
    }

    public string Of(int row) => _next[row];

    /// <summary>A diamond is left of the drawing, or the activity itself asks.</summary>
    private static bool Decides(PastedStep step) =>
        step.Lanes.Any(lane => lane.Asks) || step.Activity.EndsWith('?') || step.Activity.StartsWith("Apakah ", StringComparison.OrdinalIgnoreCase);
}
