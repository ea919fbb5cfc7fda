using System.Globalization;
using Orleans;
using OrleansTrading.Contracts.Accounts;
using OrleansTrading.Domain.Accounts;
using OrleansTrading.Domain.Instruments;
using OrleansTrading.Domain.Orders;
using OrleansTrading.Grains.Accounts;
using OrleansTrading.Silo.Api.Jobs;

namespace OrleansTrading.Silo.Api.Trading;

/// <summary>What requests about accounts have in common: which account, which position, which key.</summary>
internal sealed partial class AccountRequests(IAccountDirectory accounts, IGrainFactory grains, TimeProvider time, ILogger<AccountRequests> logger)
{
    public const string Way = "api";

    /// <summary>With what tells where it comes from, a key is no longer than an account takes.</summary>
    public const int LongestKey = 96;

    /// <summary>How long a list waits for one of its accounts.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) => accounts.ListAsync(cancellationToken);

    public IAccountGrain Grain(string id) => grains.GetGrain<IAccountGrain>(id);

    /// <summary>The account; null when there is none of that id, so that asking for one costs no activation.</summary>
    public async Task<IAccountGrain?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await accounts.ListAsync(cancellationToken)).Contains(id, StringComparer.Ordinal) ? Grain(id) : null;

    /// <summary>Asks an account again when its silo has left or died before it answered; for what it does once however often it is asked.</summary>
    public Task<T> AskAgainAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken) => AskedAgain.AskAsync(ask, time, cancellationToken);

    /// <summary>An account of a list; one that cannot be read says why.</summary>
    public async Task<AccountEntry> ReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return AccountStateView.Of(await Grain(id).GetAsync().WaitAsync(Patience, time, cancellationToken));
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            // Isolated: whatever is wrong with one account, the others are listed.
            LogUnread(id, failure);
            return new HarmedAccountView { Id = id, Reason = TradingProblems.ReasonOf(failure) };
        }
    }

    public async Task<Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult> NoneAsync(string id, CancellationToken cancellationToken) =>
        TradingProblems.NoSuchAccount(id, await accounts.ListAsync(cancellationToken));

    /// <summary>The key of a request; one is made for a request without.</summary>
    public static string KeyOf(string? header, FieldErrors errors)
    {
        var key = IdempotencyKey.Parse(header, errors) ?? Guid.CreateVersion7().ToString("N");
        if (key.Length > LongestKey)
            errors.Add(IdempotencyKey.Header, $"has {key.Length} characters; expected at most {LongestKey}");
        return $"api/{key}";
    }

    public static PositionKey? ParsePosition(string instrument, string? side, FieldErrors errors)
    {
        if (!InstrumentId.TryParse(instrument, out var known))
            errors.Add("instrument", $"is '{FieldErrors.Shorten(instrument)}'; expected {InstrumentId.Expected}");
        var which = string.IsNullOrEmpty(side) ? PositionSide.Net : TradingWords.PositionOf(side);
        if (which is null)
            errors.Add("side", $"is '{FieldErrors.Shorten(side)}'; expected one of {string.Join(", ", TradingWords.PositionWords)}");
        return errors.Any ? null : new PositionKey(known, which!.Value);
    }

    public static int ParseLimit(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return TradingParameters.DefaultLimit;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= IAccountGrain.MaxLimit)
            return limit;
        errors.Add("limit", $"is '{FieldErrors.Shorten(text)}'; expected a whole number from 1 to {IAccountGrain.MaxLimit}");
        return 0;
    }

    /// <summary>A whole number from 0 on; null when it is not given.</summary>
    public static long? ParseNumber(string field, string? text, string expected, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        errors.Add(field, $"is '{FieldErrors.Shorten(text)}'; expected {expected}");
        return null;
    }

    public static InstrumentId? ParseInstrument(string? text, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (InstrumentId.TryParse(text, out var instrument))
            return instrument;
        errors.Add("instrument", $"is '{FieldErrors.Shorten(text)}'; expected {InstrumentId.Expected}");
        return null;
    }

    [LoggerMessage(1250, LogLevel.Warning, "Account {Account} cannot be read; the others are listed without it")]
    private partial void LogUnread(string account, Exception failure);
}
