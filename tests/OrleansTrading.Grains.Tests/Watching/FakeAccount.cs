using System.Collections.Immutable;
using System.Reflection;
using System.Threading.Channels;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Guards;

namespace OrleansTrading.Grains.Tests.Watching;

/// <summary>An account that hears of triggers and touches, and answers as it is told to.</summary>
public class FakeAccount : DispatchProxy
{
    private readonly Channel<GuardTrigger> _triggers = Channel.CreateUnbounded<GuardTrigger>();
    private readonly Channel<ImmutableArray<PaperTouch>> _touches = Channel.CreateUnbounded<ImmutableArray<PaperTouch>>();

    /// <summary>So many of the next calls fail.</summary>
    public int Failures { get; set; }

    /// <summary>While set, calls wait for it.</summary>
    public TaskCompletionSource? Held { get; set; }

    public IAccountGrain Grain => (IAccountGrain)(object)this;

    public static FakeAccount Make() => (FakeAccount)(object)Create<IAccountGrain, FakeAccount>();

    public ValueTask<GuardTrigger> NextTriggerAsync() => NextAsync(_triggers);

    public ValueTask<ImmutableArray<PaperTouch>> NextTouchesAsync() => NextAsync(_touches);

    public bool HasHeardMore => _triggers.Reader.Count + _touches.Reader.Count > 0;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        switch (targetMethod!.Name)
        {
            case nameof(IAccountGrain.TriggerAsync):
                _triggers.Writer.TryWrite((GuardTrigger)args![0]!);
                break;
            case nameof(IAccountGrain.TouchAsync):
                _touches.Writer.TryWrite((ImmutableArray<PaperTouch>)args![0]!);
                break;
            default:
                throw new NotSupportedException($"A symbol does not call {targetMethod.Name}.");
        }

        return AnswerAsync();
    }

    private Task AnswerAsync()
    {
        if (Failures > 0)
        {
            Failures--;
            return Task.FromException(new TimeoutException("no answer"));
        }

        return Held?.Task ?? Task.CompletedTask;
    }

    private static async ValueTask<T> NextAsync<T>(Channel<T> channel)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        return await channel.Reader.ReadAsync(limit.Token);
    }
}
