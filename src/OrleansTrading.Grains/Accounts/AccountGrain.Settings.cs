using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Settings that the venue keeps: asked for there first, and stored as what it has confirmed.</summary>
internal sealed partial class AccountGrain
{
    private const int HighestLeverage = 125;

    /// <summary>While the venue is asked to change the mode nothing is decided that the other mode would refuse.</summary>
    private bool _isChangingMode;

    public async Task<AccountAnswer> SetLeverageAsync(InstrumentId instrument, int leverage, MarginMode mode, string by)
    {
        if (leverage is < 1 or > HighestLeverage)
            return new AccountAnswer(new OrderRefusal(RefusalCodes.InvalidOrder, "leverage", $"The leverage is {leverage}; expected 1 to {HighestLeverage}."));
        if (await PrepareAsync(instrument, reducesOnly: true) is { } obstacle)
            return new AccountAnswer(obstacle);
        return await AtVenueAsync(
            token => _session!.SetLeverageAsync(instrument, leverage, mode, token), () => _machine.SetLeverage(instrument, leverage, mode, by, Now));
    }

    public async Task<AccountAnswer> SetPositionModeAsync(bool isHedged, string by)
    {
        if (!Book.IsOpened || _session is null || _isChangingMode)
            return new AccountAnswer(NotReady());
        TakeIn();
        if (_machine.RefusePositionMode(isHedged) is { } refusal)
            return new AccountAnswer(refusal);
        _isChangingMode = true;
        try
        {
            return await AtVenueAsync(token => _session.SetPositionModeAsync(isHedged, token), () => _machine.SetPositionMode(isHedged, by, Now));
        }
        finally
        {
            _isChangingMode = false;
        }
    }

    private async Task<AccountAnswer> AtVenueAsync(Func<CancellationToken, Task> ask, Func<AccountStep> decide)
    {
        try
        {
            await LimitedAsync(async token =>
            {
                await ask(token);
                return true;
            });
        }
        catch (VenueException refusal) when (refusal is { IsTransient: false, IsOutcomeUnknown: false })
        {
            return new AccountAnswer(new OrderRefusal(RefusalCodes.VenueRefused, "", $"The venue does not do it: {refusal.Message}"));
        }
        catch (Exception failure) when (failure is VenueException or TimeoutException or OperationCanceledException)
        {
            return new AccountAnswer(new OrderRefusal(RefusalCodes.NotReady, "", $"Whether the venue has done it is not known: {failure.Message}"));
        }

        if (IsOver)
            return new AccountAnswer(NotReady());
        return new AccountAnswer((await StoredAsync(decide())).Refusal);
    }
}
