using OrleansTrading.Contracts.Portfolio;

namespace OrleansTrading.Silo.Api.Portfolio;

/// <summary>What is at stake over accounts and venues. Values are in units of the quote asset.</summary>
/// <param name="Time">When the accounts were asked, Unix milliseconds.</param>
/// <param name="Real">Positions of accounts that trade with real money.</param>
/// <param name="Paper">Positions of accounts that trade on paper.</param>
/// <param name="Capital">Each account's capital.</param>
/// <param name="Sums">Capital added up; play money and real money apart.</param>
/// <param name="Unread">Accounts that did not answer: what they hold is missing.</param>
internal sealed record ExposureView(
    long Time, ExposureSetView Real, ExposureSetView Paper, IReadOnlyList<CapitalView> Capital, IReadOnlyList<CapitalSumView> Sums,
    IReadOnlyList<UnreadAccountView> Unread)
{
    public static ExposureView Of(PortfolioView portfolio) => new(
        portfolio.Time, ExposureSetView.Of(portfolio.Real), ExposureSetView.Of(portfolio.Paper), [.. portfolio.Capital.Select(CapitalView.Of)],
        [.. portfolio.Sums.Select(CapitalSumView.Of)], [.. portfolio.Unread.Select(account => new UnreadAccountView(account.Account, account.Reason))]);
}
