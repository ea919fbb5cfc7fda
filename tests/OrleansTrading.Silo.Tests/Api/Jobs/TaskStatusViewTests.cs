using System.Text.Json;
using OrleansTrading.Domain.Jobs;
using OrleansTrading.Silo.Api;
using OrleansTrading.Silo.Api.Jobs;
using OrleansTrading.Silo.Api.ManualUpdates;

namespace OrleansTrading.Silo.Tests.Api.Jobs;

public sealed class TaskStatusViewTests
{
    private static readonly JobRun Run = new(
        "01JZ", "calculate-ema-channel", JobTriggerKind.Manual, "me", null, "{}", 1, 2, 3, JobRunState.Succeeded, 1, JobProgress.None, JobCounts.None, "39 channels", null, []);

    [Theory]
    [InlineData(JobRunState.Queued, "PENDING", false, false)]
    [InlineData(JobRunState.Running, "STARTED", false, false)]
    [InlineData(JobRunState.Succeeded, "SUCCESS", true, true)]
    [InlineData(JobRunState.Failed, "FAILURE", true, false)]
    [InlineData(JobRunState.Skipped, "FAILURE", true, false)]
    [InlineData(JobRunState.TimedOut, "FAILURE", true, false)]
    [InlineData(JobRunState.Cancelled, "REVOKED", true, false)]
    public void Task_InEveryState_HasTheOlderWord(JobRunState state, string word, bool ready, bool successful)
    {
        var task = TaskStatusView.Of(RunView.Of(Run with { State = state }));
        (task.Status, task.Ready, task.Successful).ShouldBe((word, ready, successful));
        (task.Error is null).ShouldBe(state is JobRunState.Queued or JobRunState.Running or JobRunState.Succeeded);
    }

    [Fact]
    public void Task_OfOneStep_HasOneStep() =>
        JsonSerializer.Serialize(TaskStatusView.Of(RunView.Of(Run)), ApiJson.Default.TaskStatusView).ShouldBe(
            """{"task_id":"01JZ","status":"SUCCESS","ready":true,"successful":true,"result":{"ema":{"status":"SUCCESS","output":"39 channels"}},"error":null}""");

    [Fact]
    public void Task_OfSeveralSteps_HasEachByItsWord()
    {
        var task = TaskStatusView.Of(RunView.Of(Run with
        {
            Job = "update-all",
            State = JobRunState.Failed,
            Error = "step calculate-indicators failed",
            Steps =
            [
                new("fetch-ohlc", "a", JobRunState.Succeeded, "40 candles"),
                new("calculate-indicators", "b", JobRunState.Failed, "boom"),
                new("generate-signals", null, JobRunState.Skipped, "needs calculate-indicators"),
                new("another-job", null, null, null),
            ],
        }));
        task.Result.ShouldBe(new Dictionary<string, TaskStepView>
        {
            ["ohlc"] = new("SUCCESS", "40 candles"),
            ["indicators"] = new("FAILURE", "boom"),
            ["signals"] = new("FAILURE", "needs calculate-indicators"),
            ["another-job"] = new("PENDING", null),
        });
        task.Error.ShouldBe("step calculate-indicators failed");
    }
}
