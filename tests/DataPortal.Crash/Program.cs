using DataPortal.Crash;

// Kills a writing portal again and again and looks at what is left: --engine sqlite|postgres|litedb --kills 50
string? Value(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

var place = new Place(Value("--engine") ?? "sqlite", Value("--folder") ?? "", Value("--postgres"));
switch (args)
{
    case ["worker", ..]:
        return await Worker.RunAsync(place, breaks: args.Contains("--break"));
    case ["measure", ..]:
        return await Measure.RunAsync(place);
    default:
        return await new Driver(place.Engine, int.Parse(Value("--kills") ?? "50", System.Globalization.CultureInfo.InvariantCulture)).RunAsync();
}
