using System.Diagnostics;
using Npgsql;

namespace OrleansTrading.TestKit;

/// <summary>A database server of its own for the tests that need one, reached by a socket in its directory, started with the first of them.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "postgres";
    private const string Prefix = "orleanstrading-pg-";

    private readonly string _directory;
    private readonly SemaphoreSlim _starting = new(1, 1);
    private bool _started;
    private int _databases;

    public PostgresServer() : this(Directory.CreateTempSubdirectory(Prefix).FullName)
    {
    }

    private PostgresServer(string directory) => _directory = directory;

    /// <summary>Whether it forces its log to the disk; tests let it be, and lose nothing but to a failing machine.</summary>
    public bool IsDurable { get; set; }

    /// <summary>A library that it loads when it starts the next time, as TimescaleDB's has to be.</summary>
    public string? Preloaded { get; set; }

    /// <summary>More settings, as <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Whether this machine has an extension for its newest server.</summary>
    public static bool HasExtension(string name) =>
        File.Exists(Path.Combine("/usr/share/postgresql", Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Find("pg_ctl")))!), "extension", $"{name}.control"));

    /// <returns>The connection string of a new, empty database.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (!_started)
                await StartAsync();
            _started = true;
        }
        finally
        {
            _starting.Release();
        }

        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>The server is gone at once, as when its machine fails; <see cref="StartAgainAsync"/> brings it back with what was committed.</summary>
    public Task KillAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return StopAsync("immediate");
    }

    /// <param name="how">As pg_ctl has it: "immediate" as when its machine fails, "fast" as when it is restarted, which ends all sessions.</param>
    public async Task StopAsync(string how)
    {
        await RunAsync("pg_ctl", "-D", Data, "-m", how, "-w", "stop");
        _started = false;
    }

    public async Task StartAgainAsync()
    {
        await LaunchAsync();
        _started = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
            await KillAsync();
        Directory.Delete(_directory, recursive: true);
        _starting.Dispose();
    }

    /// <summary>Ends at once the servers that a program has left behind when it was killed: they are no children of it, and outlive it.</summary>
    /// <param name="directory">That program's directory for temporary files.</param>
    public static async Task StopAllAsync(string directory)
    {
        foreach (var path in Directory.GetDirectories(directory, $"{Prefix}*"))
        {
            var server = new PostgresServer(path);
            if (!File.Exists(Path.Combine(server.Data, "postmaster.pid")))
                continue;
            try
            {
                await server.StopAsync("immediate");
            }
            catch (InvalidOperationException)
            {
                // It was killed too, and only its number is left.
            }
        }
    }

    private string Data => Path.Combine(_directory, "data");

    private string ConnectionString(string database) => $"Host={_directory};Username={Owner};Database={database};Timeout=10";

    private async Task StartAsync()
    {
        // The server refuses to run as root, so root lends it to the user that its package makes.
        if (Environment.IsPrivilegedProcess)
            await ExecuteAsync("chown", [Owner, _directory]);
        await RunAsync("initdb", "-D", Data, "-U", Owner, "--auth=trust", "--no-sync");
        await LaunchAsync();
    }

    private Task LaunchAsync() => RunAsync(
        "pg_ctl", "-D", Data, "-l", Path.Combine(_directory, "log"), "-o", string.Join(' ', Options.Select(option => $"-c {option}").Append($"-k {_directory}")), "-w", "start");

    private IEnumerable<string> Options =>
    [
        "listen_addresses=", $"fsync={(IsDurable ? "on" : "off")}", .. Preloaded is null ? Array.Empty<string>() : [$"shared_preload_libraries={Preloaded}"], .. Settings,
    ];

    private Task RunAsync(string program, params string[] arguments)
    {
        var path = Find(program);
        return Environment.IsPrivilegedProcess
            ? ExecuteAsync("setpriv", ["--reuid", Owner, "--regid", Owner, "--clear-groups", path, .. arguments])
            : ExecuteAsync(path, arguments);
    }

    private static string Find(string program) => Directory.EnumerateFiles("/usr/lib/postgresql", program, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last();

    private async Task ExecuteAsync(string program, string[] arguments)
    {
        // The output goes to a file: a server that outlives pg_ctl would hold a pipe open.
        var log = _directory + ".out";
        string[] shell = ["-c", "cd \"$0\" && out=$1 && shift && exec \"$@\" > \"$out\" 2>&1", Path.GetTempPath(), log, program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo("sh", shell))!;
        await process.WaitForExitAsync();
        var output = await File.ReadAllTextAsync(log);
        File.Delete(log);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}\n{output}");
    }
}
