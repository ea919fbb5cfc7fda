namespace OrleansTrading.Exchanges.Streams;

/// <remarks>Whatever fails here, be it a sink, is logged and counted, and the connection is made anew: its streams never end unseen.</remarks>
internal sealed partial class StreamConnection
{
    /// <summary>As <see cref="ConnectAndRunAsync"/>; never throws.</summary>
    private async Task<SessionEnd> ConnectAndRunGuardedAsync()
    {
        try
        {
            return await ConnectAndRunAsync();
        }
        catch (Exception fault)
        {
            OnFault(fault);
            var end = new SessionEnd(SessionEndKind.Lost, fault.Message);
            await EndAsync(_line, end);
            if (_next is { } next)
            {
                await EndAsync(next, end);
                DropNext(_line);
            }

            return end;
        }
    }

    private async Task EndAsync(StreamLine line, SessionEnd end)
    {
        line.Session?.End(end.Kind, end.Reason);
        await ((Task)line.Running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Close(line);
    }

    /// <summary>Tells one sink something; one that fails keeps it from no other. False when it failed.</summary>
    private bool Tell(Action tell)
    {
        try
        {
            tell();
            return true;
        }
        catch (Exception fault)
        {
            OnFault(fault);
            return false;
        }
    }

    private void OnFault(Exception fault)
    {
        _context.Counters.CountFault();
        LogFault(_context.Logger, _route, fault);
    }
}
