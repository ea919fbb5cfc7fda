namespace OrleansTrading.Silo.Commands;

/// <summary>The life of the process when it is given a command instead of starting the service.</summary>
internal static class CommandProcess
{
    /// <summary>A scan by REST waits for the venue's weight budget, which is counted by the minute.</summary>
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(string[] words)
    {
        var request = CommandReader.Read(words, Environment.GetEnvironmentVariable);
        using var interrupted = new CancellationTokenSource();
        ConsoleCancelEventHandler interrupt = (_, key) =>
        {
            key.Cancel = true;
            interrupted.Cancel();
        };
        Console.CancelKeyPress += interrupt;
        try
        {
            using var http = new HttpClient { BaseAddress = request.Address, Timeout = AnswerLimit };
            if (request.Token is { Length: > 0 } token)
                http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var context = new CommandContext(new SiloApi(http), Console.Out, TimeProvider.System, Console.IsOutputRedirected ? null : Width());
            return await RunAsync(request, context, Console.Error, interrupted.Token);
        }
        finally
        {
            Console.CancelKeyPress -= interrupt;
        }
    }

    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(CommandRequest request, CommandContext context, TextWriter errors, CancellationToken cancellationToken)
    {
        if (request.WantsHelp)
        {
            await context.Output.WriteLineAsync(CommandReader.Usage);
            return ExitCodes.Done;
        }

        if (request.Command is not { } command)
        {
            foreach (var error in request.Errors)
                await errors.WriteLineAsync(error);
            await errors.WriteLineAsync("--help lists the commands.");
            return ExitCodes.Usage;
        }

        try
        {
            return await command.RunAsync(context, cancellationToken);
        }
        catch (CommandException exception)
        {
            await errors.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            // The service has gone while it was listened to, and has stayed away.
            await errors.WriteLineAsync($"The service does not answer any more: {exception.Message}");
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static int Width() => Console.WindowWidth > 0 ? Console.WindowWidth : 80;
}
