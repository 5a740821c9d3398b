using System.Globalization;
using DataPortal.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("id-ID");
switch (args)
{
    case ["posts", var address, var count]:
        await FormPosts.RunAsync(new Uri(address), Number(count));
        break;
    case ["reports", var folder, var count]:
        await MonthReports.RunAsync(folder, Number(count));
        break;
    case ["conformance", var folder, var count]:
        await ConformancePages.RunAsync(folder, Number(count));
        break;
    case ["work", var folder, var count]:
        await WorkLists.RunAsync(folder, Number(count));
        break;
    case ["search", var count]:
        Searches.Run(Number(count));
        break;
    case ["items", var folder, var count]:
        await Items.FillAsync(folder, Number(count));
        break;
    case ["table", var folder]:
        await BigTable.FillAsync(folder);
        break;
    case ["runs", var folder]:
        await RunActs.RunAsync(folder);
        break;
    case ["cubes"]:
        CubeKernels.Run();
        break;
    case ["formats"]:
        FormatWriters.Run("");
        break;
    case ["formats", var name]:
        FormatWriters.Run(name);
        break;
    case ["px", var file, var megabytes]:
        PxFiles.Run(file, Number(megabytes));
        break;
    case ["csv", var file, var rows]:
        CsvFiles.Run(file, Number(rows));
        break;
    case ["px-check", var folder]:
        return PxFiles.Check(folder);
    default:
        Console.Error.WriteLine("posts ADDRESS N | reports FOLDER N | conformance FOLDER N | work FOLDER N | search N | items FOLDER N | table FOLDER | runs FOLDER | cubes | formats [NAME] | px FILE MEGABYTES | csv FILE ROWS | px-check FOLDER; see scripts/bench");
        return 2;
}

return 0;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
