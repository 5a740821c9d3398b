using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace DataPortal.Shared.Serving;

/// <summary>
/// ASP.NET Core's own measure of every request (<c>http.server.request.duration</c>, OpenTelemetry semantic conventions), kept as a histogram
/// by route and status and written in Prometheus text format 0.0.4. No exporter that is kept is in every package feed.
/// </summary>
public sealed class RequestMetrics : IDisposable
{
    private static readonly double[] _bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(string Route, int Status), Series> _series = new();
    private readonly MeterListener _listener;

    public RequestMetrics(IMeterFactory meters)
    {
        _listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                // Of this host only: a test process runs several.
                if (instrument.Name == "http.server.request.duration" && ReferenceEquals(instrument.Meter.Scope, meters))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _listener.SetMeasurementEventCallback<double>(Record);
        _listener.Start();
    }

    public string Write()
    {
        var text = new StringBuilder("# HELP http_server_request_duration_seconds Duration of HTTP requests.\n# TYPE http_server_request_duration_seconds histogram\n");
        foreach (var ((route, status), series) in _series.OrderBy(entry => entry.Key))
        {
            var labels = string.Create(CultureInfo.InvariantCulture, $"route=\"{route.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\",status=\"{status}\"");
            var (counts, sum) = series.Read();
            long total = 0;
            for (var at = 0; at < counts.Length; at++)
            {
                total += counts[at];
                var bound = at < _bounds.Length ? _bounds[at].ToString(CultureInfo.InvariantCulture) : "+Inf";
                text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_bucket{{{labels},le=\"{bound}\"}} {total}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"http_server_request_duration_seconds_sum{{{labels}}} {sum}\nhttp_server_request_duration_seconds_count{{{labels}}} {total}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {Environment.WorkingSet}\n");
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double seconds, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (route, status) = ("", 0);
        foreach (var (name, value) in tags)
        {
            if (name == "http.route")
            {
                route = value as string ?? "";
            }
            else if (name == "http.response.status_code")
            {
                status = value as int? ?? 0;
            }
        }

        _series.GetOrAdd((route, status), _ => new Series()).Add(seconds);
    }

    /// <summary>Counted on every request of every thread, so without a lock.</summary>
    private sealed class Series
    {
        private readonly long[] _counts = new long[_bounds.Length + 1];
        private long _microseconds;

        public void Add(double seconds)
        {
            var at = 0;
            while (at < _bounds.Length && seconds > _bounds[at])
            {
                at++;
            }

            Interlocked.Increment(ref _counts[at]);
            Interlocked.Add(ref _microseconds, (long)(seconds * 1e6));
        }

        public (long[] Counts, double Sum) Read() => ([.. _counts], Interlocked.Read(ref _microseconds) / 1e6);
    }
}
