using System.ComponentModel.DataAnnotations;

namespace OrleansTrading.Grains.Accounts;

/// <summary>Settings of one account, section <c>Trading:Accounts:NAME</c>. Keys are never logged, stored, served or shown.</summary>
public sealed class AccountOptions
{
    /// <summary>The venue that it trades at; <c>paper</c> trades the instruments of every venue, against their live markets, with nothing sent.</summary>
    [Required]
    public string Venue { get; set; } = TradingOptions.PaperVenue;

    /// <summary>Whether long and short positions of an instrument stand side by side. Decides at the account's opening only.</summary>
    public bool Hedged { get; set; }

    /// <summary>What money is counted in.</summary>
    [Required]
    public string Asset { get; set; } = "USDT";

    /// <summary>Public part of the API key; for accounts at a venue.</summary>
    public string? Key { get; set; }

    /// <summary>Secret part of the API key.</summary>
    public string? Secret { get; set; }

    /// <summary>Pass phrase, where the venue has one.</summary>
    public string? Passphrase { get; set; }

    /// <summary>
    /// A JSON file with <c>key</c>, <c>secret</c> and <c>passphrase</c>, in place of the three settings. Nobody but its owner may read it.
    /// </summary>
    public string? KeyFile { get; set; }

    /// <summary>Whether it trades on paper.</summary>
    internal bool IsPaper => Venue == TradingOptions.PaperVenue;
}
