using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Embedded.Tests.Hosting;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Stages_StartUpwardsAndStopDownwards()
    {
        var notes = new ConcurrentQueue<string>();
        await using (await Clusters.StartAsync(configure: silo =>
        {
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(new Participant(notes));
            silo.AddStartupTask((_, _) =>
            {
                notes.Enqueue("startup task");
                return Task.CompletedTask;
            });
        }))
        {
            notes.ShouldBe(["start services", "start application", "startup task"]);
        }

        notes.Skip(3).ShouldBe(["stop application", "stop services"]);
    }

    [Fact]
    public async Task StartupTask_CallsAGrain_AndIsAnswered()
    {
        var answer = 0;
        await using var cluster = await Clusters.StartAsync(configure: silo => silo.AddStartupTask(async (services, _) =>
        {
            var grain = services.GetRequiredService<IGrainFactory>().GetGrain<Calls.IEchoGrain>(Soon.Key());
            answer = await grain.Number(5);
        }));
        answer.ShouldBe(5);
    }

    private sealed class Participant(ConcurrentQueue<string> notes) : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle)
        {
            lifecycle.Subscribe("app", ServiceLifecycleStage.ApplicationServices, Note("start application"), Note("stop application"));
            lifecycle.Subscribe("svc", ServiceLifecycleStage.RuntimeServices, Note("start services"), Note("stop services"));
        }

        private Func<CancellationToken, Task> Note(string text) => _ =>
        {
            notes.Enqueue(text);
            return Task.CompletedTask;
        };
    }
}
