using System.Collections.Immutable;
using OrleansTrading.Contracts.Symbols;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Grains.Accounts.Paper;
using OrleansTrading.Grains.Symbols;

namespace OrleansTrading.Grains.Accounts;

/// <summary>What the account does by itself, every second and every minute.</summary>
internal sealed partial class AccountGrain
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FailureDelay _opens = new(time);
    private readonly PaperFunding _funding = new();
    private readonly FailureDelay _compares = new(time);
    private long? _comparedAt;
    private int _comparing;
    private Task _opening = Task.CompletedTask;
    private Task _paying = Task.CompletedTask;
    private Task _looking = Task.CompletedTask;
    private Task _lookingUp = Task.CompletedTask;

    public async Task<ImmutableArray<DifferenceFound>> ReconcileAsync()
    {
        if (!Book.IsOpened || _session is null)
            return [];
        var from = Book.Version;
        var compared = _compared ??= new TaskCompletionSource<VenueSnapshot?>(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(_machine.BeginReconcile(Now));
        // The question goes out behind what is being stored: when that fails, it never does.
        await _journal.StoredAsync(Book.Version);
        await compared.Task.WaitAsync(_stopping.Token);
        await _journal.StoredAsync(Book.Version);
        var stored = await store.ReadAsync(_account, from, PageSize, _stopping.Token);
        return [.. stored.Select(numbered => numbered.Event).OfType<DifferenceFound>()];
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (IsOver)
            return;
        try
        {
            // Not waited for: guards are told to their symbols however long a venue takes to list its instruments.
            if (_lookingUp.IsCompleted)
                _lookingUp = LookUpRulesAsync();
            TakeIn();
            if (!Book.IsOpened)
                OpenIfDue();
            else
                Keep();
            // Last: what is shown holds nothing else up.
            if (Book.IsOpened)
                Show();
        }
        catch (Exception failure) when (!IsOver)
        {
            // Isolated here so that one failure never ends the upkeep: the next tick tries again.
            LogUpkeepFailed(logger, _account, failure);
        }
    }

    private void Keep()
    {
        Add(_machine.Tick(Now, ContextOf));
        TellAll();
        ForgetOldGuards();
        KeepStateIfDue();
        Protect();
        if (_machine.ReconciledAt is not null)
            _ready.TrySetResult();
        if (Book.Positions.Values.All(position => position.IsFlat || _markets.PriceOf(position.Key.Instrument) is not null))
            Add(_machine.MarkEquity(AccountValuation.Equity(Book, _markets), Now));
        if (!IsComparisonDue)
            return;
        // What has come up a moment ago is asking already.
        var isAsking = _comparedAt is null;
        _comparedAt = time.GetTimestamp();
        // Until it has succeeded.
        if (!isAsking || _machine.ReconciledAt is null)
            _compares.OnFailed();
        if (_looking.IsCompleted)
            _looking = AskAsync("its newest event", _journal.LookAsync);
        if (!isAsking)
            Add(_machine.BeginReconcile(Now));
        if (Paper is not null && _paying.IsCompleted)
            _paying = PayFundingAsync();
    }

    /// <summary>By the interval; sooner when the last one failed, or has not found the account equal since it came up: until then nothing is opened.</summary>
    private bool IsComparisonDue =>
        _comparedAt is not { } at || time.GetElapsedTime(at) >= _options.ReconcileInterval || (_comparing == 0 && _compares.Failures > 0 && _compares.IsOver);

    /// <summary>A live account begins with what it has at its venue.</summary>
    private void OpenIfDue()
    {
        if (_opening.IsCompleted && _session is not null && _opens.IsOver)
            _opening = OpenAsync();
    }

    private async Task OpenAsync()
    {
        try
        {
            var account = await LimitedAsync(_session!.GetAccountAsync);
            if (IsOver || Book.IsOpened)
                return;
            // As the venue counts time: what it has executed until then is in what it has told.
            var opened = new AccountOpened(account.Time > 0 ? account.Time : Now, _account, _settings!.Venue, IsPaper: false, _settings.Asset, account.IsHedged ?? _settings.Hedged);
            Add(_machine.Open(opened, account.Balances, [.. account.Positions.Select(position => new VenueHolding(
                position.Key, position.Quantity, position.EntryPrice, position.Leverage, position.MarginMode))]));
            Add(_machine.Recover(Now));
        }
        catch (Exception failure) when (!IsOver)
        {
            _opens.OnFailed();
            LogNotOpened(logger, _account, failure.Message);
        }
    }

    /// <summary>The rules of what is held or open: a guard that closes cannot wait for them then.</summary>
    private async Task LookUpRulesAsync()
    {
        var unknown = Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument)
            .Where(instrument => _markets.InfoOf(instrument) is null).Distinct().ToList();
        foreach (var instrument in unknown)
        {
            await AskAsync($"the rules of {instrument}", token => _markets.FindAsync(instrument, token));
            if (IsOver)
                return;
            Protect();
        }
    }

    private async Task PayFundingAsync()
    {
        foreach (var instrument in Book.Positions.Values.Where(position => !position.IsFlat).Select(position => position.Key.Instrument).Distinct().ToList())
        {
            try
            {
                var snapshot = await GrainFactory.GetGrain<ISymbolGrain>(instrument.ToString()).GetSnapshotAsync();
                if (IsOver)
                    return;
                if (snapshot.Mark is not { } mark)
                    continue;
                var interval = await _markets.FundingIntervalAsync(instrument, _stopping.Token);
                if (IsOver)
                    return;
                foreach (var (move, doubt) in _funding.Due(Book, instrument, mark, interval, Now))
                    Add(_machine.Cash(move, doubt));
            }
            catch (Exception failure) when (!IsOver)
            {
                LogUnanswered(logger, _account, $"the funding of {instrument}", failure.Message);
            }
        }
    }
}
