using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Contracts.Events;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Trading;
using OrleansTrading.Grains.Accounts.Paper;
using OrleansTrading.Grains.MarketData;
using OrleansTrading.Storage.Accounts;

namespace OrleansTrading.Grains.Accounts;

/// <summary>
/// One account: a thin shell around <see cref="AccountMachine"/>. Every decision is one stretch between two awaits; its events go into the
/// journal, and what follows from them leaves when they are stored. Reentrant: calls, the venue's news and the tick interleave at awaits.
/// An append that fails ends the activation, and all that it decided and did not store is gone with it.
/// </summary>
[Reentrant]
internal sealed partial class AccountGrain(
    IAccountEventStore store,
    AccountSessions sessions,
    IMarketDataHub hub,
    IEventBus bus,
    AccountMetrics metrics,
    AccountGauges gauges,
    IOptions<TradingOptions> tradingOptions,
    TimeProvider time,
    ILogger<AccountGrain> logger) : Grain, IAccountGrain, IDisposable
{
    private const int PageSize = 1000;

    private readonly TradingOptions _options = tradingOptions.Value;
    private readonly CancellationTokenSource _stopping = new();
    private string _account = "";
    private AccountOptions? _settings;
    private AccountMachine _machine = null!;
    private AccountJournal _journal = null!;
    private AccountMarkets _markets = null!;
    private AccountInbox _inbox = null!;
    private ITradingSession? _session;

    private AccountBook Book => _machine.Book;

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether anything may still be decided here.</summary>
    private bool IsOver => _journal.HasFailed || _stopping.IsCancellationRequested;

    private PaperSession? Paper => _session as PaperSession;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _account = this.GetPrimaryKeyString();
        _settings = sessions.SettingsOf(_account);
        _markets = new AccountMarkets(_account, GrainFactory, hub, new CorrelationBuckets(_options.Buckets), FreshFor, time);
        var book = await LoadAsync(cancellationToken);
        var read = book.Version - _kept;
        _session = _settings is null ? null : Open(_settings, book);
        _machine = new AccountMachine(book, Rules());
        _journal = new AccountJournal(store, _account, book.Version, OnStored, OnLost);
        var turns = TaskScheduler.Current;
        Action drain = Drain;
        _inbox = new AccountInbox(
            _options.InboxCapacity, () => Task.Factory.StartNew(drain, CancellationToken.None, TaskCreationOptions.DenyChildAttach, turns));
        if (_session is not null)
            Begin(_settings!, _session);
        metrics.Begin(_account);
        LogLoaded(logger, _account, book.Version, read);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        TakeIn();
        // What is sent to a grain on its way out is run by its successor, on a silo that stays: orders and guards are looked after again at once.
        if (reason.ReasonCode == DeactivationReasonCode.ShuttingDown && _session is not null)
            _ = QuietlyAsync(this.AsReference<IAccountGrain>().WakeAsync());
        await _stopping.CancelAsync();
        gauges.Forget(_account);
        _inbox.Close();
        await QuietlyAsync(_journal.StoredAsync(Book.Version).WaitAsync(cancellationToken));
        if (_session is not null)
            await QuietlyAsync(_session.DisposeAsync().AsTask().WaitAsync(cancellationToken));
    }

    public Task WakeAsync() => Task.CompletedTask;

    public void Dispose() => _stopping.Dispose();

    /// <remarks>
    /// A request may wait at the venue's limits for as long as it may take here, and be on its way for as long as the connector says; before that is
    /// over it must not count as missing.
    /// </remarks>
    private AccountRules Rules() => AccountRules.Default with
    {
        DefaultLeverage = _options.Paper.Leverage,
        TakerFee = _options.Paper.TakerFee,
        ProtectionPercent = _options.Protection,
        WaitWithin = Math.Max(AccountRules.Default.WaitWithin, (long)_options.RequestTimeout.TotalMilliseconds),
        ReceiveWindow = (long)(_session?.Arrival ?? ArrivalWindows.None).Orders.TotalMilliseconds,
        ConditionalReceiveWindow = (long)(_session?.Arrival ?? ArrivalWindows.None).Conditionals.TotalMilliseconds,
    };

    private ITradingSession Open(AccountOptions settings, AccountBook book) => settings.IsPaper
        ? new PaperSession(book, new PaperMarket(GrainFactory, _options.Paper.MaxDataAge), _options.Paper, TakeIn)
        : sessions.Open(_account, settings);

    private void Begin(AccountOptions settings, ITradingSession session)
    {
        session.Know(Book.Orders);
        if (settings.IsPaper && !Book.IsOpened)
            OpenOnPaper(settings);
        if (Book.IsOpened)
            Add(_machine.Recover(Now));
        session.Listen(_inbox);
        this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(TimeSpan.Zero, _options.WatchInterval) { Interleave = true, KeepAlive = true });
    }

    private void OpenOnPaper(AccountOptions settings)
    {
        var opened = new AccountOpened(Now, _account, settings.Venue, IsPaper: true, settings.Asset, settings.Hedged);
        Add(_machine.Open(opened, new Dictionary<string, decimal> { [settings.Asset] = _options.Paper.Cash }, []));
        Add(_machine.SetLimits(_options.Paper.Limits.ToLimits(), "settings", Now));
    }

    /// <summary>Takes in what the venue has told; every stretch that decides something begins so where the order matters.</summary>
    private void TakeIn()
    {
        if (_journal.HasFailed)
            return;
        var heard = _inbox.Take(out var missed);
        foreach (var news in heard)
            Hear(news);
        if (!missed)
            return;
        metrics.Missed(_account);
        LogMissed(logger, _account, _options.InboxCapacity);
        Add(_machine.Connected(Now));
    }

    private void Drain()
    {
        if (!IsOver)
            TakeIn();
    }

    private void Hear(AccountNews news)
    {
        switch (news)
        {
            case AccountNews.OrderHeard(var report):
                Add(_machine.Report(report, Now));
                break;
            case AccountNews.FillHeard(var fill):
                Add(_machine.Fill(fill, Now));
                break;
            case AccountNews.CashHeard(var move):
                Add(_machine.Cash(move));
                break;
            case AccountNews.AccountHeard:
                // Only what changed, and raced by executions: a comparison with the whole account follows when something differs.
                break;
            case AccountNews.Connected:
                LogConnected(logger, _account);
                Add(_machine.Connected(Now));
                break;
            case AccountNews.Interrupted(var reason):
                LogInterrupted(logger, _account, reason);
                break;
        }
    }

    private void Add(in AccountStep step)
    {
        _journal.Add(step);
        foreach (var happened in step.Events)
        {
            if (happened is TradingSwitched)
                CallBack();
        }
    }

    /// <summary>A step is stored: what follows from it leaves, orders first.</summary>
    private void OnStored(AccountStep step)
    {
        foreach (var effect in step.Effects)
            CarryOut(effect);
        var version = step.Version - step.Events.Length;
        foreach (var stored in step.Events)
        {
            bus.Publish(new AccountEventStored(stored.Time, _account, ++version, stored));
            metrics.Stored(_account, stored);
            Follow(stored);
        }
    }

    private void OnLost(Exception failure)
    {
        metrics.Lost(_account);
        if (failure is AccountConflictException conflict)
            LogConflict(logger, _account, conflict.Expected, conflict.Actual);
        else
            LogLost(logger, _account, failure);
        DeactivateOnIdle();
    }

    private DecisionContext? ContextOf(InstrumentId instrument) =>
        _markets.InfoOf(instrument) is { } info ? new DecisionContext(Now, info, _markets, Check) : null;

    private static RiskVerdict Check(RiskView view, RiskOrder order, RiskLimits limits) => RiskCheck.Check(view, order, limits);

    private static async Task QuietlyAsync(Task work) =>
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
