using OrleansTrading.Silo.Access;
using OrleansTrading.Silo.Commands;
using OrleansTrading.Silo.Engine;

namespace OrleansTrading.Silo.Hosting;

/// <summary>The life of the process: read the command line, start, tell where, run until told to stop. A command is done instead.</summary>
internal static class SiloProcess
{
    /// <returns>The exit code: 0 after a stop that was asked for, 2 when it could not start; of a command, its own.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [HashPasswordCommand.Name, ..])
            return HashPasswordCommand.Run(args);
        if (args is [MigrateCommand.Name, .. var settings] && !CommandLine.Parse(settings).WantsHelp)
            return await MigrateCommand.RunAsync(settings, Console.Out, Console.Error, CancellationToken.None);
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
            Console.WriteLine(Welcome(host.App));
            await host.WaitForShutdownAsync();
            return 0;
        }
        catch (StartupException exception)
        {
            await Console.Error.WriteLineAsync(exception.ToText());
            return StartupException.ExitCode;
        }
    }

    private static string Welcome(WebApplication app) =>
        $"OrleansTrading is listening on {string.Join(" and ", app.Urls)} (engine {EngineSetup.Name}, "
        + $"market {app.Configuration["Venues:Binance:Environment"] ?? "Simulator"}, data in {Path.GetFullPath(app.Configuration[DataDirectory.Setting]!)})";
}
