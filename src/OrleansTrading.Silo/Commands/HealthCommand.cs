namespace OrleansTrading.Silo.Commands;

/// <summary>
/// <c>health</c>: done when the service can be sent requests, or with <c>--live</c> when it answers at all. What runs a container asks by it, so
/// that the image needs no other program for that.
/// </summary>
internal sealed class HealthCommand(bool live) : ICommand
{
    /// <remarks>The service gives each of its own checks three seconds.</remarks>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    public async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var health = await context.Silo.GetHealthAsync(live ? "/health/live" : "/health/ready", either.Token);
            await context.Output.WriteLineAsync(health.Status);
            foreach (var check in health.Checks.Where(check => !check.Ready))
                await context.Output.WriteLineAsync($"{check.Name}: {check.Reason}");
            return health.Status is "ready" or "degraded" or "live" ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandException($"The service has not answered for {Limit.TotalSeconds} s.", ExitCodes.Failed);
        }
    }
}
