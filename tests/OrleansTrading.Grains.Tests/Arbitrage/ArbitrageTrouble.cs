using System.Collections.Immutable;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Alerts;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Grains.Tests.Arbitrage;

/// <summary>What goes wrong with those that a comparison asks.</summary>
internal sealed class ArbitrageTrouble : IIncomingGrainCallFilter
{
    private int _asked;
    private int _failingClears;
    private long _lastAskedAt;

    /// <summary>Its book cannot be had.</summary>
    public InstrumentId? Instrument { get; set; }

    /// <summary>Orders of it are refused.</summary>
    public InstrumentId? Refused { get; set; }

    /// <summary>Whether accounts do not say how they stand.</summary>
    public bool AreAccountsDeaf { get; set; }

    /// <summary>Whether accounts do not say what they hold.</summary>
    public bool ArePositionsUnknown { get; set; }

    /// <summary>So much of an instrument is in what accounts say they hold, beside what they hold.</summary>
    public (InstrumentId Instrument, decimal Quantity)? Besides { get; set; }

    /// <summary>So many calls that end an alert fail.</summary>
    public int FailingClears { get => Volatile.Read(ref _failingClears); set => Volatile.Write(ref _failingClears, value); }

    /// <summary>Whether accounts say that they are not on paper.</summary>
    public bool IsLive { get; set; }

    /// <summary>How often an account was asked how it stands.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Unix milliseconds.</summary>
    public long LastAskedAt => Volatile.Read(ref _lastAskedAt);

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(ISymbolGrain.GetBookAsync) && context.TargetId.Key.ToString() == Instrument?.ToString())
            throw new InvalidOperationException("The book cannot be had.");
        if (AreAccountsDeaf && context.MethodName == nameof(IAccountGrain.GetAsync) && context.TargetId.Key.ToString() == "paper")
            throw new TimeoutException("The account does not answer.");
        if (ArePositionsUnknown && context.MethodName == nameof(IAccountGrain.GetPositionsAsync))
            throw new TimeoutException("The account does not say what it holds.");
        if (context.MethodName == nameof(IAlertsGrain.ClearAsync) && Interlocked.Decrement(ref _failingClears) >= 0)
            throw new TimeoutException("The alerts do not answer.");
        if (context.MethodName == nameof(IAccountGrain.PlaceAsync) && context.Request.GetArgument(0) is PlaceOrder order && order.Instrument == Refused)
        {
            context.Result = new PlaceResult(null, new OrderRefusal(RefusalCodes.RiskLimit, "", "It may not be traded."), false);
            return;
        }

        await context.Invoke();
        if (Besides is { } besides && context.Result is ImmutableArray<PositionView> positions)
            context.Result = positions.Add(Of(new Position(new PositionKey(besides.Instrument, PositionSide.Net), besides.Quantity, 0)));
        if (IsLive && context.Result is AccountView account)
        {
            context.Result = account with { IsPaper = false };
            Volatile.Write(ref _lastAskedAt, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
            Interlocked.Increment(ref _asked);
        }
    }

    private static PositionView Of(Position position) => new(position, null, null, 0, 1, MarginMode.Cross, 0, null, false, false);
}
