using System.Runtime.InteropServices;
using DataPortal.WorkingTime;

namespace DataPortal.Procedures.Conformance;

/// <summary>Cycle time of items (procedures.md §10): from when the first step of one is ready, or begun, to its end; in the period of its end.</summary>
internal sealed class ItemSums(EventTally tally, WorkingCalendar calendar)
{
    private const int MostReused = 4096;

    /// <summary>When the first attempt of an item of the run at hand began to count.</summary>
    private Dictionary<int, long> _began = [];
    private int _ended;
    private int _settled;
    private int _open;

    public List<long> Cycles { get; } = [];

    /// <summary>Whose they are.</summary>
    public List<(int Run, int Item)> Cases { get; } = [];

    public void Count(int run, in RunRow row, (long From, long To) period)
    {
        if (row.FirstItem < 0)
        {
            return;
        }

        if (_began.Count > MostReused)
        {
            _began = [];
        }

        _began.Clear();
        var attempts = tally.Attempts;
        for (var at = row.First; at >= 0; at = attempts[at].Next)
        {
            ref readonly var attempt = ref attempts[at];
            var began = attempt.Ready != 0 ? attempt.Ready : attempt.Started;
            if (attempt.Item != 0 && began != 0)
            {
                ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(_began, attempt.Item, out var known);
                first = known ? Math.Min(first, began) : began;
            }
        }

        var items = tally.Items;
        for (var at = row.FirstItem; at >= 0; at = items[at].Next)
        {
            ref readonly var item = ref items[at];
            if (!item.IsOver)
            {
                _open++;
            }
            else if (item.Ended >= period.From && item.Ended < period.To)
            {
                _settled += item.IsSettled ? 1 : 0;
                _ended += item.IsSettled ? 0 : 1;
                if (!item.IsSettled && _began.TryGetValue(item.Item, out var began))
                {
                    Cycles.Add(calendar.Working(WorkClock.Office, EventTally.At(began), EventTally.At(item.Ended)).Ticks);
                    Cases.Add((run, item.Item));
                }
            }
        }
    }

    /// <param name="per">What the steps call one of them; null where the document has none.</param>
    public ItemFigures Figures(string? per, Spread cycle) => new(per, _ended, _settled, _open, cycle);
}
