using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Risk;
using OrleansTrading.Exchanges.Trading;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Checks accounts at start: their ids, venues and keys. Says of a key only whether it is there.</summary>
internal sealed class TradingOptionsCheck(IEnumerable<ITradingConnector> connectors) : IValidateOptions<TradingOptions>
{
    public ValidateOptionsResult Validate(string? name, TradingOptions options)
    {
        var venues = connectors.Select(connector => connector.Venue).Append(TradingOptions.PaperVenue).Order(StringComparer.Ordinal).ToArray();
        var defects = options.Accounts.SelectMany(account => Defects(account.Key, account.Value, venues))
            .Concat(Annotated(nameof(TradingOptions.Paper), options.Paper))
            .Concat(Annotated($"{nameof(TradingOptions.Paper)}:{nameof(PaperOptions.Limits)}", options.Paper.Limits))
            .Concat(Unusable(options.Paper.Limits))
            .Concat(GuardRules.ValidateProtection(options.Protection) is { } problem ? [$"{TradingOptions.Section}:{nameof(TradingOptions.Protection)}: {problem}"] : []).ToList();
        return defects.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(defects);
    }

    private static IEnumerable<string> Annotated(string path, object part)
    {
        var found = new List<ValidationResult>();
        Validator.TryValidateObject(part, new ValidationContext(part), found, validateAllProperties: true);
        return found.Select(defect => $"{TradingOptions.Section}:{path}:{string.Join(", ", defect.MemberNames)}: {defect.ErrorMessage}");
    }

    /// <summary>A new account would take them and then open nothing.</summary>
    private static IEnumerable<string> Unusable(PaperLimitsOptions limits) => RiskLimitRules.Validate(limits.ToLimits())
        .Select(problem => $"{TradingOptions.Section}:{nameof(TradingOptions.Paper)}:{nameof(PaperOptions.Limits)}:{problem.Rule}: {problem.Reason}");

    private static IEnumerable<string> Defects(string id, AccountOptions account, string[] venues)
    {
        var setting = $"{TradingOptions.Section}:{nameof(TradingOptions.Accounts)}:{id}";
        if (id.Length is 0 or > 64 || id.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not '-' and not '_'))
            yield return $"{setting}: expected an account's id of 1 to 64 characters of a-z, 0-9, '-' and '_'.";
        if (!venues.Contains(account.Venue))
            yield return $"{setting}:{nameof(AccountOptions.Venue)} is '{account.Venue}'; expected one of {string.Join(", ", venues)}.";
        if (string.IsNullOrWhiteSpace(account.Asset))
            yield return $"{setting}:{nameof(AccountOptions.Asset)}: expected an asset, for example USDT.";
        if (id == TradingOptions.PaperAccount && !account.IsPaper)
            yield return $"{setting}:{nameof(AccountOptions.Venue)}: the account '{TradingOptions.PaperAccount}' trades on paper; name another one for a venue.";
        if (account.IsPaper)
            yield break;
        if (AccountKeys.Defect(account) is { } defect)
            yield return $"{setting}: {defect}";
    }
}
