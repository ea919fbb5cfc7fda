using OrleansTrading.Domain.Jobs;
using OrleansTrading.Grains.Jobs;
using OrleansTrading.TestKit;

namespace OrleansTrading.Grains.Tests.Jobs.Pipelines;

public sealed class PipelineTests
{
    [Fact]
    public async Task Pipeline_StepsSucceed_RunsThemInOrder()
    {
        var order = new List<string>();
        var (first, second, third) = (Noting("first", order), Noting("second", order), Noting("third", order));
        await using var cluster = await StartAsync([first, second, third], "first", "second", "third");

        var run = await cluster.EndAsync(await cluster.TriggerAsync("all"));

        run.State.ShouldBe(JobRunState.Succeeded);
        order.ShouldBe(["first", "second", "third"]);
        run.Steps.Select(step => (step.Job, step.State, step.Output)).ShouldBe(
            [("first", JobRunState.Succeeded, "first done"), ("second", JobRunState.Succeeded, "second done"), ("third", JobRunState.Succeeded, "third done")]);
        (run.Output, run.Progress.Done, run.Progress.Total).ShouldBe(("3 of 3 steps succeeded", 3, 3));
        var step = (await cluster.Job("second").FindRunAsync(run.Steps[1].RunId!))!;
        (step.Trigger, step.By).ShouldBe((JobTriggerKind.Pipeline, run.Id));
        (await cluster.Job("all").GetStatusAsync())!.Description.Steps.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public async Task Pipeline_StepFails_StopsThoseThatNeedItAndNamesIt()
    {
        var fetch = ProbeJob.Named("fetch", (_, _) => throw new InvalidOperationException("no candles"));
        var calculate = ProbeJob.Named("calculate").With(job => job with { Needs = ["fetch"] });
        var signals = ProbeJob.Named("signals").With(job => job with { Needs = ["calculate"] });
        var other = ProbeJob.Named("other");
        await using var cluster = await StartAsync([fetch, calculate, signals, other], "fetch", "calculate", "signals", "other");

        var run = await cluster.EndAsync(await cluster.TriggerAsync("all"));

        run.State.ShouldBe(JobRunState.Failed);
        run.Steps.Select(step => step.State).ShouldBe(
            [JobRunState.Failed, JobRunState.Skipped, JobRunState.Skipped, JobRunState.Succeeded]);
        run.Steps[1].ShouldBe(new JobStep("calculate", null, JobRunState.Skipped, "It needs fetch, which ended Failed."));
        run.Steps[2].Output.ShouldBe("It needs calculate, which ended Skipped.");
        run.Error.ShouldNotBeNull().ShouldContain("Step fetch ended Failed: no candles");
        (run.Counts.Succeeded, run.Counts.Failed).ShouldBe((1, 3));
        calculate.Runs.ShouldBeEmpty();
        signals.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pipeline_Cancelled_CancelsTheStepThatIsGoing()
    {
        var endless = ProbeJob.Endless("first");
        var second = ProbeJob.Named("second");
        await using var cluster = await StartAsync([endless, second], "first", "second");
        var run = await cluster.TriggerAsync("all");
        await endless.BegunAsync();
        var step = (await cluster.UntilAsync(run, now => now.Steps is [{ RunId: not null }, ..])).Steps[0];

        await cluster.Scheduler().CancelRunAsync(run.Id, "operator");

        run = await cluster.EndAsync(run);
        (run.State, run.Error).ShouldBe((JobRunState.Cancelled, "Cancelled by operator."));
        run.Steps[0].State.ShouldBe(JobRunState.Cancelled);
        run.Steps[1].State.ShouldBeNull();
        (await cluster.Job("first").FindRunAsync(step.RunId!))!.Error.ShouldBe($"Cancelled by pipeline run {run.Id}.");
        second.Runs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pipeline_CancelledWhileItsStepIsBeingBegun_CancelsTheStepOnceItHasBegun()
    {
        var storage = new TroubledStorage();
        var step = ProbeJob.Endless("first");
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                step.AddTo(services);
                services.AddPipeline("all", "Everything.", "", "first");
                storage.AddTo(services);
            },
            new ManualTimeProvider());
        await cluster.WakeAsync("first");
        storage.HoldWrites("first");
        var run = await cluster.TriggerAsync("all");
        await storage.Held;

        await cluster.Scheduler().CancelRunAsync(run.Id, "operator");
        run = await cluster.EndWhileTimePassesAsync(run, TimeSpan.FromMilliseconds(500));
        run.State.ShouldBe(JobRunState.Cancelled);
        step.Runs.ShouldBeEmpty();
        storage.Release();

        var begun = await Eventually.GetAsync(() => cluster.StoredAsync("first"), runs => runs.Any(stored => stored.IsFinal), JobCluster.Limit);
        begun.Select(stored => (stored.State, stored.Error)).ShouldBe([(JobRunState.Cancelled, $"Cancelled by pipeline run {run.Id}.")]);
    }

    [Fact]
    public async Task Pipeline_EventsOfStepsLost_AsksForThemAndGoesOn()
    {
        var (first, second) = (ProbeJob.Named("first"), ProbeJob.Named("second"));
        await using var cluster = await StartAsync([first, second], "first", "second");
        cluster.Events.IsDeaf = true;

        (await cluster.EndAsync(await cluster.TriggerAsync("all"))).State.ShouldBe(JobRunState.Succeeded);
    }

    [Fact]
    public async Task Pipeline_StepAlreadyGoing_WaitsForItsOwnRunOfIt()
    {
        var release = new TaskCompletionSource();
        var step = ProbeJob.Named("first", (_, token) => release.Task.WaitAsync(token));
        await using var cluster = await StartAsync([step], "first");
        var byHand = await cluster.TriggerAsync("first");
        await step.BegunAsync();

        var run = await cluster.TriggerAsync("all");
        await cluster.UntilAsync(run, now => now.Steps is [{ RunId: not null }]);
        release.SetResult();

        run = await cluster.EndAsync(run);
        run.State.ShouldBe(JobRunState.Succeeded);
        run.Steps[0].RunId.ShouldNotBe(byHand.Id);
        step.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Pipeline_ItsSiloKilled_GoesOnWithTheStepsItHasBegun()
    {
        var release = new TaskCompletionSource();
        var (first, second) = (ProbeJob.Named("first"), ProbeJob.Named("second", (_, token) => release.Task.WaitAsync(token)));
        await using var cluster = await StartAsync([first, second, ProbeJob.Named("third")], 2, "first", "second", "third");
        var run = await cluster.TriggerAsync("all");
        await second.BegunAsync();

        await cluster.KillSiloOfAsync("all");
        release.SetResult();

        run = await cluster.EndAsync(run);
        (run.State, run.Attempt).ShouldBe((JobRunState.Succeeded, 2));
        run.Steps.ShouldAllBe(step => step.State == JobRunState.Succeeded);
        // The silo of the pipeline may have been the step's own, whose run went on as a further attempt of the same run.
        first.Runs.Select(begun => begun.RunId).Distinct().Count().ShouldBe(1);
        second.Runs.Select(begun => begun.RunId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Pipeline_OnASiloWithOneSlot_KeepsItForItsSteps()
    {
        var (first, second) = (ProbeJob.Named("first"), ProbeJob.Named("second"));
        await using var cluster = await JobCluster.StartAsync(
            services =>
            {
                first.AddTo(services);
                second.AddTo(services);
                services.AddPipeline("all", "Everything.", "", "first", "second");
            },
            options: options => (options.Concurrency, options.HighPrioritySlots) = (1, 0));

        (await cluster.EndAsync(await cluster.TriggerAsync("all"))).State.ShouldBe(JobRunState.Succeeded);
    }

    private static Task<JobCluster> StartAsync(ProbeJob[] jobs, params string[] steps) => StartAsync(jobs, 1, steps);

    private static Task<JobCluster> StartAsync(ProbeJob[] jobs, int silos, params string[] steps) => JobCluster.StartAsync(
        services =>
        {
            foreach (var job in jobs)
                job.AddTo(services);
            services.AddPipeline("all", "Everything.", "", [.. steps]);
        },
        silos: silos);

    private static ProbeJob Noting(string name, List<string> order) => ProbeJob.Named(name, (context, _) =>
    {
        lock (order)
            order.Add(name);
        context.SetOutput($"{name} done");
        return Task.CompletedTask;
    });
}
