using System.Diagnostics;

namespace DataPortal.Crash;

/// <summary>A PostgreSQL server of this run's own (<c>scripts/test-postgres</c>), to be killed.</summary>
internal sealed class Server : IDisposable
{
    private readonly string _state;
    private int _schemas;

    public Server(string state)
    {
        _state = state;
        Connection = Run("start").Split('\'')[1];
    }

    public string Connection { get; private set; }

    /// <summary>SIGKILL to the postmaster.</summary>
    public void Kill() => Run("kill");

    public void Restart()
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        Run("restart");
    }

    /// <summary>Begins again in an empty schema.</summary>
    public void Empty()
    {
        using var source = Npgsql.NpgsqlDataSource.Create(Connection);
        using var command = source.CreateCommand($"alter schema public rename to done{++_schemas}; create schema public");
        command.ExecuteNonQuery();
    }

    public void Dispose() => Run("stop");

    private string Run(string verb)
    {
        var start = new ProcessStartInfo(Path.Combine(Root(), "scripts", "test-postgres"), [verb]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DATAPORTAL_TEST_POSTGRES_STATE"] = _state;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"scripts/test-postgres {verb} failed: {process.StandardError.ReadToEnd()}");
    }

    private static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "DataPortal.sln")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("This program runs inside the repository only: it needs scripts/test-postgres.");
    }
}
