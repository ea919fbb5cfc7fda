namespace OrleansTrading.Benchmarks.Chaos;

/// <summary>One storm from its beginning to its verdict.</summary>
internal sealed class StormRun
{
    private const long History = 100 * 60_000;
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);

    private readonly ChaosOptions _options;
    private readonly StormLog _log;
    private readonly StormRig _rig;
    private readonly LiveWatch _live;
    private readonly StormForces _forces;
    private readonly StormCaller _caller;
    private readonly OrderLoad _orders;
    private readonly OrderLoad _venue;
    private readonly GuardLoad _guards;
    private readonly HaltLoad _halts;
    private readonly JobLoad _jobs;
    private readonly InputLoad _input;

    private StormRun(ChaosOptions options, StormLog log, StormRig rig)
    {
        var troubles = new Troubles(log);
        (_options, _log, _rig, _live, _caller) = (options, log, rig, new LiveWatch(rig, log, troubles), new StormCaller(log, rig.Secrets));
        _forces = new StormForces(rig, log, troubles, _live);
        _orders = new OrderLoad(rig, log, _caller, "paper", workers: 4, options.Seed);
        _venue = new OrderLoad(rig, log, _caller, LiveAudit.Account, workers: 2, options.Seed);
        _guards = new GuardLoad(rig, log, _caller, troubles, options.Seed);
        _halts = new HaltLoad(rig, log, _caller, options.Seed);
        _jobs = new JobLoad(rig, log, _caller, options.Seed);
        _input = new InputLoad(rig, log, options.Seed);
    }

    /// <summary>Whether everything held.</summary>
    public static async Task<bool> RunAsync(ChaosOptions options, StormLog log)
    {
        log.Say($"seed {options.Seed}, {options.Length.TotalMinutes:0.##} minutes, {options.Symbols} symbols, {string.Join(", ", options.Forces.Order())}");
        using var moves = new SymbolMoves();
        await using var rig = await StormRig.StartAsync(options, log);
        var run = new StormRun(options, log, rig);
        try
        {
            await run.RunAsync();
        }
        catch (Exception failure)
        {
            // Whatever could not be brought about or looked at: nothing is known to have held then.
            log.Violate($"The storm was not looked at to its end: {failure}");
        }

        log.Say($"{moves.Count} symbols were passed on from one silo to another");
        run.Conclude();
        return log.Violations.Count == 0;
    }

    private static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task RunAsync()
    {
        await _live.MeasureAsync("Start");
        await new TradeAudit(_rig, _log).BeginAsync();
        var begun = await _rig.Venue.GetTimeAsync();
        using var over = new CancellationTokenSource();
        if (_options.Has(StormForce.Orders))
            await new LiveAudit(_rig, _log).BeginAsync();
        await _halts.BeginAsync();
        Task[] loads =
        [
            _orders.RunAsync(over.Token), _guards.RunAsync(over.Token), _halts.RunAsync(over.Token), _jobs.RunAsync(over.Token),
            _options.Has(StormForce.Orders) ? _venue.RunAsync(over.Token) : Task.CompletedTask, _options.Has(StormForce.Input) ? _input.RunAsync(over.Token) : Task.CompletedTask,
        ];
        await StormAsync();
        _log.Say("calm");
        await _forces.CalmAsync();
        await over.CancelAsync();
        await Task.WhenAll(loads);
        await _live.MeasureAsync("Calm");
        await _forces.WatchesAsync();
        await AuditAsync(begun, Now);
    }

    private async Task StormAsync()
    {
        var begun = _log.Elapsed;
        foreach (var step in StormPlan.Make(_options, _forces))
        {
            if (begun + step.At - _log.Elapsed is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, TimeProvider.System);
            _log.Say(step.What);
            await step.DoAsync();
        }

        if (begun + _options.Length - _log.Elapsed is var left && left > TimeSpan.Zero)
            await Task.Delay(left, TimeProvider.System);
    }

    private async Task AuditAsync(long begun, long calm)
    {
        await new CandleAudit(_rig, _log).RunAsync(begun - History, await _rig.Venue.GetTimeAsync());
        await new TradeAudit(_rig, _log).RunAsync(begun, await _rig.Venue.GetTimeAsync());
        if (_options.Has(StormForce.Orders))
            await new LiveAudit(_rig, _log).RunAsync();
        var took = await _guards.TryStopsAsync(StopWithin);
        _log.Say($"audit: the market moved through every stop; all positions were closed after {string.Join(" and ", took.Select(time => $"{time.TotalSeconds:F2} s"))}; "
            + $"longest that a guard was not evaluated in the storm: {_guards.LongestUnwatched.TotalSeconds:F1} s");
        var accounts = new AccountAudit(_rig, _log);
        await accounts.RunAsync("paper", _orders.Answers, _orders.Cancelled);
        await accounts.RunAsync(LiveAudit.Account, _venue.Answers, _venue.Cancelled);
        await accounts.RunAsync(GuardLoad.Account, _guards.Answers, []);
        await accounts.RunAsync(HaltLoad.Account, _halts.Answers, _halts.Cancelled);
        await new HaltAudit(_rig, _log).RunAsync();
        await accounts.RunAsync(InputLoad.AccountId, [], []);
        await new JobAudit(_rig, _log).RunAsync(_jobs.Runs, calm, _forces.Hindrances);
        await _rig.Secrets.RunAsync(_rig.Stores);
    }

    private void Conclude()
    {
        foreach (var (error, count) in _rig.Errors.OrderByDescending(error => error.Value))
            _log.Say($"logged as an error {count} times: {error}");
        _log.Say($"{_forces.Kills.Count} kills; longest until every symbol was live again: {_live.Measured.DefaultIfEmpty().Max().TotalSeconds:F1} s; {_caller.Answered} of {_caller.Asked} requests answered; {_input.Given} inputs that are none");
        _log.Say(_log.Violations is [var first, ..]
            ? $"VERDICT: {_log.Violations.Count} violations with seed {_options.Seed}; the first: {first}"
            : $"VERDICT: everything held, seed {_options.Seed}");
    }
}
