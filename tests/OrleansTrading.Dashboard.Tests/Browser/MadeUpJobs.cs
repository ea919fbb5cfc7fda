using OrleansTrading.Contracts.Jobs;
using OrleansTrading.Domain.Jobs;

namespace OrleansTrading.Dashboard.Tests.Browser;

/// <summary>Jobs of every kind, as pictures and tests of all pages show them.</summary>
internal static class MadeUpJobs
{
    public static JobParameter Days { get; } = new("days", "integer", "How far back is looked; 0 for the setting.", "0", "0 to 365");

    public static void Fill(FakeJobs jobs)
    {
        jobs.Add("collect-market", "Brings price, candles, funding and open interest of every live symbol up to now.", "every 10s");
        jobs.Add("prune", "Forgets runs, signals, readings, changes of streams and captures that are older than their retention.", "0 10 0 * * *", job => job with { Enabled = false, NextDue = null });
        jobs.Add(
            "find-gaps", "Checks the candles in memory and in the store for gaps and repairs them from the venue.", "0 40 * * * *", null, default, Days,
            new("venues", "list of string", "Only these venues; none for all.", "[]", null),
            new("mode", "string", "What is done about a gap.", "\"repair\"", "one of repair, report"),
            new("pause", "duration", "Wait between two instruments.", "\"250ms\"", null),
            new("deep", "boolean", "Looks at every stored day.", "false", null));
        jobs.Add("update-all", "Everything, in order: candles, indicators, regimes, signals.", "", null, ["fetch-ohlc", "calculate-indicators", "calculate-market-regime", "generate-signals"]);
        for (var i = 45; i > 0; i--)
        {
            var state = i % 11 == 0 ? JobRunState.Failed : i % 17 == 0 ? JobRunState.Skipped : JobRunState.Succeeded;
            jobs.Ended("find-gaps", state, TimeSpan.FromMinutes(60 * i), TimeSpan.FromSeconds(4 + (i * 7 % 9) + (i % 11 == 0 ? 14 : 0)), "132 series checked, 3 gaps, 41 candles repaired", state == JobRunState.Failed ? "Too many instruments failed: 5 of 17." : null);
        }

        jobs.Ended("collect-market", JobRunState.Succeeded, TimeSpan.FromSeconds(4), TimeSpan.FromMilliseconds(320), "17 collected, 0 failed");
        var failed = jobs.Ended("prune", JobRunState.Failed, TimeSpan.FromHours(8), TimeSpan.FromSeconds(2), null, "Could not be pruned: signals: the disk is full");
        jobs.Write(failed, "runs: 1204 older than 30d forgotten.", JobLogLevel.Information, TimeSpan.FromHours(8));
        jobs.Write(failed, "signals: the disk is full (IOException)", JobLogLevel.Warning, TimeSpan.FromHours(8));
        jobs.Write(failed, "Failed: Could not be pruned: signals: the disk is full", JobLogLevel.Error, TimeSpan.FromHours(8));
        Going(jobs);
        jobs.Ended("update-all", JobRunState.Failed, TimeSpan.FromMinutes(12), TimeSpan.FromSeconds(83), "2 of 4 steps succeeded", "calculate-market-regime: too many failed.", [
            new("fetch-ohlc", "01A", JobRunState.Succeeded, "17 instruments x 1 interval, 17 closed candles"),
            new("calculate-indicators", "01B", JobRunState.Succeeded, "17 instruments x 1 interval"),
            new("calculate-market-regime", "01C", JobRunState.Failed, "too many failed"),
            new("generate-signals", null, JobRunState.Skipped, "It needs calculate-market-regime, which ended Failed."),
        ]);
    }

    private static void Going(FakeJobs jobs)
    {
        var run = jobs.Begin("find-gaps", "page tester", """{"days":7}""");
        jobs.Move("find-gaps", going => going with { Progress = new JobProgress(41, 132, "binance:SOLUSDT"), Counts = new JobCounts(38, 3, [new("NoAnswer", "kraken:PF_XBTUSD", "No answer within 30 s.", 3)]) });
        jobs.Write(run, "Checking 132 instruments over the last 7d.");
        for (var i = 1; i <= 24; i++)
            jobs.Write(run, $"binance:SYM{i}USDT: {i % 3 + 1} gaps, {i * 4} candles repaired.");
        jobs.Write(run, "kraken:PF_XBTUSD: No answer within 30 s. (NoAnswer)", JobLogLevel.Warning);
    }
}
