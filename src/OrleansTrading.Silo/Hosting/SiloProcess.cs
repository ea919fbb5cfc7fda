using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Commands;
using OrleansTrading.Silo.Engine;
using OrleansTrading.Silo.Logs;

namespace OrleansTrading.Silo.Hosting;

/// <summary>The life of the process: read the command line, start, tell where, run until told to stop. A command is done instead.</summary>
internal static partial class SiloProcess
{
    /// <returns>The exit code: 0 after a stop that was asked for, 2 when the settings are wrong, 1 when it could not start otherwise or stopped because a part of it failed; of a command, its own.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [HashPasswordCommand.Name, ..])
            return HashPasswordCommand.Run(args);
        // With --help they are told of with the others.
        var wantsHelp = CommandLine.Parse(args).WantsHelp;
        if (args is [MigrateCommand.Name, .. var settings] && !wantsHelp)
            return await MigrateCommand.RunAsync(settings, Console.Out, Console.Error, CancellationToken.None);
        if (args is [ExportCommand.Name, var target, .. var source] && !target.StartsWith('-') && !wantsHelp)
            return await ExportCommand.RunAsync(target, source, Console.Out, Console.Error, CancellationToken.None);
        if (args is [ImportCommand.Name, var exported, .. var into] && !exported.StartsWith('-') && !wantsHelp)
            return await ImportCommand.RunAsync(exported, into, Console.Out, Console.Error, CancellationToken.None);
        if (CommandReader.IsCommand(args))
            return await CommandProcess.RunAsync(args);
        var commandLine = CommandLine.Parse(args);
        if (commandLine.WantsHelp)
        {
            Console.WriteLine(CommandLine.Usage);
            Console.WriteLine();
            Console.WriteLine(CommandReader.Usage);
            return 0;
        }

        try
        {
            await using var host = await SiloHost.StartAsync(commandLine, CancellationToken.None);
            Greet(host.App);
            return await host.WaitForShutdownAsync() ? 1 : 0;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.ToText());
            return exception.ExitCode;
        }
    }

    /// <summary>In words for people; where a program reads the console, as a line of the log like all others.</summary>
    private static void Greet(WebApplication app)
    {
        var addresses = string.Join(" and ", app.Urls);
        var market = app.Configuration["Venues:Binance:Environment"] ?? "Simulator";
        var data = Path.GetFullPath(app.Configuration[DataDirectory.Setting]!);
        if (app.Configuration.IsConsoleJson())
            LogListening(app.Logger, addresses, EngineSetup.Name, market, data);
        else
            Console.WriteLine($"OrleansTrading is listening on {addresses} (engine {EngineSetup.Name}, market {market}, data in {data})");
    }

    [LoggerMessage(1011, LogLevel.Information, "OrleansTrading is listening on {Addresses} (engine {Engine}, market {Market}, data in {Data})")]
    private static partial void LogListening(ILogger logger, string addresses, string engine, string market, string data);
}
