using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using OrleansTrading.Contracts.Access;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Dashboard.Access;
using OrleansTrading.Dashboard.Formatting;
using OrleansTrading.Dashboard.Shell;
using OrleansTrading.Domain.Access;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Dashboard.Trading;

public sealed partial class TicketPanel : IDisposable
{
    /// <summary>What is typed is asked about once it rests for so long.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>The market moves: what was said is asked again.</summary>
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _closed = new();
    private readonly Problems _problems = new();
    private TicketForm _form = new();
    private ConfirmDialog _confirm = null!;
    private OrderPreview? _preview;
    private Order? _placed;
    private string _key = NewKey();
    private string? _account;
    private string? _opened;
    private int _asked;
    private bool _isBusy;
    private bool _isCurrent;
    private bool _hasFailed;

    [Parameter, EditorRequired]
    public string Account { get; set; } = "";

    /// <summary>Ids of what is followed.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<string> Instruments { get; set; }

    /// <summary>The account's last orders, in which the one that was placed is found again.</summary>
    [Parameter, EditorRequired]
    public ImmutableArray<Order> Orders { get; set; }

    /// <summary>What the address asks the ticket to begin with.</summary>
    [Parameter]
    public string? Instrument { get; set; }

    /// <summary>Whether the account does not answer.</summary>
    [Parameter]
    public bool IsSilent { get; set; }

    [CascadingParameter]
    public UserZone Zone { get; set; } = UserZone.Utc;

    [Inject]
    private ITradingDesk Desk { get; set; } = null!;

    [Inject]
    private IOperator Operator { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<TicketPanel> Logger { get; set; } = null!;

    private bool IsStale => IsSilent || _preview is { IsFresh: false, Instrument: not null };

    /// <remarks>What was looked at is what is sent: what has been typed since is asked about first.</remarks>
    private bool CanPlace => !_isBusy && !IsSilent && _isCurrent && _form.IsComplete && !_problems.Any && _preview is { Refusal: null };

    private string? Quote => _preview?.Instrument?.QuoteAsset;

    /// <summary>The order that was placed, as it is now.</summary>
    private Order? Placed => _placed is null ? null : Orders.FirstOrDefault(order => order.Id == _placed.Id) ?? _placed;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    private protected override object View => (Account, Instruments, Orders, Instrument, IsSilent, Money?.IsPaper, Money?.ProtectionPercent);

    protected override void OnParametersSet()
    {
        base.OnParametersSet();
        // A ticket is one account's: with another account a new one begins.
        if (_account != Account)
            (_account, _opened) = (Account, null);
        if (_opened == (Instrument ?? ""))
            return;
        _opened = Instrument ?? "";
        Begin();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        base.OnAfterRender(firstRender);
        if (firstRender)
            _ = KeepAskingAsync();
    }

    private static string NewKey() => $"page/ticket/{Guid.NewGuid():N}";

    private static int Whole(ChangeEventArgs args) => int.Parse(args.Value as string ?? "0", CultureInfo.InvariantCulture);

    /// <summary>What is picked from another place may bring spaces along, and venues write symbols in capitals.</summary>
    private static string? Clean(string? typed)
    {
        var text = typed?.Trim();
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon < 0 ? text : text![..colon].ToLowerInvariant() + text[colon..].ToUpperInvariant();
    }

    private string? Problem(string field) => _problems.Of(field);

    /// <summary>An empty ticket with a key of its own: whatever is pressed how often on it, it becomes one order.</summary>
    private void Begin()
    {
        (_form, _key, _placed, _preview, _isCurrent, _hasFailed) = (new TicketForm { Instrument = Clean(Instrument) }, NewKey(), null, null, false, false);
        _problems.Clear();
    }

    private async Task ChangeAsync(Action change)
    {
        var before = _form.Instrument;
        change();
        (_isCurrent, _preview) = (false, _form.Instrument == before ? _preview : null);
        var asked = ++_asked;
        try
        {
            await Task.Delay(Pause, Time, _closed.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (asked == _asked)
            await PreviewAsync();
    }

    private async Task KeepAskingAsync()
    {
        using var timer = new PeriodicTimer(AskAgain, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closed.Token))
            {
                if (_placed is null && !_isBusy && InstrumentId.TryParse(_form.Instrument, out var _))
                    await InvokeAsync(PreviewAsync);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The ticket is gone.
        }
    }

    /// <summary>Asks what would become of the order as it stands; only the newest question's answer is shown.</summary>
    private async Task PreviewAsync()
    {
        var asked = ++_asked;
        _problems.Clear();
        if (string.IsNullOrEmpty(_form.Instrument) || _form.Read(_key, "preview", _problems, Zone, T) is not { } order)
        {
            StateHasChanged();
            return;
        }

        try
        {
            var preview = await Desk.PreviewAsync(Account, order);
            if (asked != _asked || _closed.IsCancellationRequested)
                return;
            (_preview, _isCurrent, _hasFailed) = (preview, true, false);
            // An unfinished ticket is asked about for its market only.
            if (preview.Refusal is { Field.Length: > 0 } refusal && _form.IsComplete)
                ShowAtField(refusal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Told on the ticket, and asked again with the next tick.
            LogPreviewFailed(Logger, Account, exception);
            if (asked == _asked)
                (_preview, _hasFailed) = (null, true);
        }

        if (!_closed.IsCancellationRequested)
            StateHasChanged();
    }

    /// <remarks>Fields without a place of their own on the ticket are told with the preview.</remarks>
    private void ShowAtField(OrderRefusal refusal)
    {
        if (refusal.Code is RefusalCodes.InvalidOrder or RefusalCodes.InvalidGuards or RefusalCodes.BelowMinimum or RefusalCodes.AboveMaximum or RefusalCodes.PriceBand or RefusalCodes.UnknownInstrument)
            _problems.Add(refusal.Field, AccountSaid.Forms.In(T, refusal.Reason));
    }

    private async Task ReviewAsync()
    {
        if (!CanPlace || _preview is not { Spec: not null } preview)
            return;
        var problems = new Problems();
        if (_form.Read(_key, "", problems, Zone, T) is not { } order)
            return;
        _isBusy = true;
        try
        {
            var verb = order.Side == OrderSide.Buy ? T[/* text */ "Buy now"] : T[/* text */ "Sell now"];
            if (await _confirm.AskAsync(T[/* text */ "{0} {1} {2}?", T[TradingWords.Of(order.Side)].Value, Amounts.Quantity(preview.Spec.Quantity), order.Instrument], verb, Summary(order, preview)))
                await PlaceAsync(order);
        }
        finally
        {
            _isBusy = false;
        }
    }

    /// <summary>Whatever comes of it, the ticket keeps its key until it has become an order: trying again is no second order.</summary>
    private Task<bool> PlaceAsync(PlaceOrder order) =>
        Operator.DoAsync(new AuditedAction(Scope.Trade, "order.place", $"{Account} {order.Instrument}"), async who =>
        {
            var result = await Desk.PlaceAsync(Account, order with { By = who });
            if (result.Order is not { } placed)
            {
                if (result.Refusal is { Field.Length: > 0 } refusal)
                    ShowAtField(refusal);
                return ActionOutcome.Refused(AccountSaid.Forms.In(T, result.Refusal?.Reason ?? ""));
            }

            _placed = placed;
            var message = T[/* text */ "{0} {1} {2}: {3}", T[TradingWords.Of(placed.Spec.Side)].Value, Amounts.Quantity(placed.Spec.Quantity), placed.Spec.Instrument.Symbol, T[TradingWords.Of(placed.State)].Value];
            return ActionOutcome.Done(message, $"{placed.Id} {placed.Spec} {placed.State}");
        });
}
