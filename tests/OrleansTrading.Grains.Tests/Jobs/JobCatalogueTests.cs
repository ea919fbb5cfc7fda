using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OrleansTrading.Grains.Jobs;

namespace OrleansTrading.Grains.Tests.Jobs;

public sealed class JobCatalogueTests
{
    [Fact]
    public void Start_BadJobs_TellsOfAllThatIsWrong()
    {
        var failures = Failures(
            services =>
            {
                ProbeJob.Named("twice").AddTo(services);
                ProbeJob.Named("twice").AddTo(services);
                ProbeJob.Named("Bad_Name").AddTo(services);
                ProbeJob.Named("bad-schedule", schedule: "every minute").AddTo(services);
                ProbeJob.Named("needy").With(job => job with { Needs = ["nobody"] }).AddTo(services);
                services.AddPipeline("all", "All.", "", "twice", "missing");
            },
            new() { ["Jobs:Items:unknown:Enabled"] = "true", ["Jobs:Items:needy:Schedule"] = "61 * * * * *", ["Jobs:Concurrency"] = "0" });

        failures.ShouldContain("Job 'twice' is registered 2 times; expected a name of its own for each job.");
        failures.ShouldContain("'Bad_Name' is not a name for a job; expected lower-case words with hyphens between them, for example collect-market.");
        failures.ShouldContain(failure => failure.StartsWith("Job 'bad-schedule': 'every minute' is not a schedule: "));
        failures.ShouldContain(failure => failure.StartsWith("Job 'needy' names the job 'nobody', which is not registered; there are "));
        failures.ShouldContain(failure => failure.StartsWith("Job 'all' names the job 'missing'"));
        failures.ShouldContain(failure => failure.StartsWith("Jobs:Items:unknown: there is no such job; the jobs are "));
        failures.ShouldContain(failure => failure.StartsWith("Jobs:Items:needy:Schedule: '61 * * * * *' is not a schedule: "));
        failures.ShouldContain(failure => failure.Contains("Concurrency") && failure.Contains("between 1 and 256"));
    }

    [Fact]
    public void Start_JobsThatLeadBackToThemselves_NamesTheCycles()
    {
        var failures = Failures(
            services =>
            {
                ProbeJob.Named("lonely").With(job => job with { Needs = ["lonely"] }).AddTo(services);
                ProbeJob.Named("third").With(job => job with { Needs = ["first"] }).AddTo(services);
                ProbeJob.Named("second").With(job => job with { Needs = ["fine", "third"] }).AddTo(services);
                ProbeJob.Named("first").With(job => job with { Needs = ["second"] }).AddTo(services);
                ProbeJob.Named("fine").AddTo(services);
                ProbeJob.Named("after").With(job => job with { Needs = ["first", "fine"] }).AddTo(services);
                services.AddPipeline("all", "All.", "", "fine", "all");
                services.AddPipeline("outer", "Outer.", "", "fine", "inner");
                services.AddPipeline("inner", "Inner.", "", "outer");
                services.AddPipeline("good", "Good.", "", "fine", "after");
            },
            []);

        failures.ShouldBe(
            [
                "Job 'first' needs itself: first -> second -> third -> first; no slot of it would ever be run.",
                "Job 'lonely' needs itself: lonely -> lonely; no slot of it would ever be run.",
                "Pipeline 'all' is a step of itself: all -> all; its run would wait for itself.",
                "Pipeline 'inner' is a step of itself: inner -> outer -> inner; its run would wait for itself.",
            ]);
    }

    [Fact]
    public void Settings_OfAJob_GoBeforeItsOwn()
    {
        var provider = Provider(
            services =>
            {
                ProbeJob.Named("first", schedule: "every 1m").AddTo(services);
                ProbeJob.Named("second", schedule: "every 1m").AddTo(services);
            },
            new() { ["Jobs:Enabled"] = "false", ["Jobs:Items:first:Schedule"] = "every 2m", ["Jobs:Items:second:Enabled"] = "true" });
        var catalogue = provider.GetRequiredService<JobCatalogue>();

        var first = catalogue.RulesOf(catalogue.Find("first")!.Definition, new JobState());
        (first.Schedule.Text, first.Enabled).ShouldBe(("every 2m", false));
        var second = catalogue.RulesOf(catalogue.Find("second")!.Definition, new JobState { Schedule = "every 3m" });
        (second.Schedule.Text, second.Enabled).ShouldBe(("every 3m", true));
    }

    [Fact]
    public void NeedsOf_AChain_AreAllOfItAndTheNearestFirst()
    {
        var provider = Provider(
            services =>
            {
                ProbeJob.Named("fetch").AddTo(services);
                ProbeJob.Named("calculate").With(job => job with { Needs = ["fetch"] }).AddTo(services);
                ProbeJob.Named("signals").With(job => job with { Needs = ["calculate", "fetch"] }).AddTo(services);
            },
            []);
        var catalogue = provider.GetRequiredService<JobCatalogue>();

        catalogue.NeedsOf("fetch").ShouldBeEmpty();
        catalogue.NeedsOf("signals").ShouldBe(["calculate", "fetch"]);
    }

    [Fact]
    public void Options_Defaults_AreAsDocumented()
    {
        var options = Provider(_ => { }, []).GetRequiredService<IOptions<JobsOptions>>().Value;

        (options.Enabled, options.Concurrency, options.HighPrioritySlots).ShouldBe((true, 4, 2));
        (options.AbandonAfter, options.ProgressInterval, options.NudgeInterval, options.MissedAfter).ShouldBe(
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)));
    }

    private static List<string> Failures(Action<IServiceCollection> jobs, Dictionary<string, string?> settings)
    {
        var provider = Provider(jobs, settings);
        return [.. Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IOptions<JobsOptions>>().Value).Failures];
    }

    private static ServiceProvider Provider(Action<IServiceCollection> jobs, Dictionary<string, string?> settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddJobs(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        jobs(services);
        return services.BuildServiceProvider();
    }
}
