using OrleansTrading.Domain.Jobs;
using static OrleansTrading.Storage.Tests.Records.Made;

namespace OrleansTrading.Storage.Tests.Records;

/// <summary>What is asked of runs that are saved in another order than they came about.</summary>
public abstract partial class RecordStoresConformance
{
    /// <summary>A run that was lost twice: every one of these has come farther than the ones before it.</summary>
    private static JobRun[] Life(string id)
    {
        var queued = Run(id, 23.9);
        return
        [
            queued,
            queued with { State = JobRunState.Running, Attempt = 1, StartedAt = At(24) },
            queued with { State = JobRunState.Queued, Attempt = 2, StartedAt = At(24), Error = "Lost." },
            queued with { State = JobRunState.Running, Attempt = 3, StartedAt = At(24), Error = "Lost." },
            queued with { State = JobRunState.Succeeded, Attempt = 3, StartedAt = At(24), FinishedAt = At(25), Output = "done" },
        ];
    }

    [Fact]
    public async Task Save_RunInAFormThatComesLate_LeavesItAsFarAsItHasCome()
    {
        var life = Life("a");
        foreach (var (reached, form) in life.Index())
        {
            await Runs.SaveAsync(form, Token);
            foreach (var late in life[..reached])
                await Runs.SaveAsync(late, Token);
            (await Runs.FindAsync("a", Token)).ShouldBeSame(form);
            (await Runs.ListAsync(null, form.State, null, 9, Token)).ShouldBeSame(form);
        }

        // Of two ends the one of the earlier attempt is the late one.
        await Runs.SaveAsync(life[^1] with { State = JobRunState.Failed, Attempt = 2 }, Token);
        (await Runs.FindAsync("a", Token)).ShouldBeSame(life[^1]);
    }

    [Fact]
    public async Task Save_RunWithinOneAttempt_KeepsWhatWasSavedLast()
    {
        var begun = Life("a")[1];
        var further = begun with { Progress = new JobProgress(1, 2, "half") };
        // It was lost, and waits for the attempt after that one.
        var again = further with { State = JobRunState.Queued, Error = "Lost." };
        foreach (var form in new[] { begun, further, again })
        {
            await Runs.SaveAsync(form, Token);
            (await Runs.FindAsync("a", Token)).ShouldBeSame(form);
        }
    }

    [Fact]
    public async Task Save_EndThatKnowsOfFewerAttempts_IsTheEndAllTheSame()
    {
        var life = Life("a");
        await Runs.SaveAsync(life[3], Token);
        var failed = life[0] with { State = JobRunState.Failed, Attempt = 1, FinishedAt = At(25) };
        await Runs.SaveAsync(failed, Token);
        (await Runs.FindAsync("a", Token)).ShouldBeSame(failed);
    }

    [Fact]
    public async Task Save_AllFormsOfRunsAtOnce_LeavesTheirEnds()
    {
        var ids = Enumerable.Range(0, 30).Select(i => $"r{i:00}").ToArray();
        await Parallel.ForEachAsync(ids.SelectMany(Life).Reverse(), Token, async (form, token) => await Runs.SaveAsync(form, token));
        (await Runs.ListAsync(null, null, null, 99, Token)).ShouldBeSame([.. ids.Reverse().Select(id => Life(id)[^1])]);
    }
}
