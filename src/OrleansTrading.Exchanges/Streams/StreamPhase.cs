namespace OrleansTrading.Exchanges.Streams;

/// <summary>Where one stream stands with the venue on its connection.</summary>
internal enum StreamPhase
{
    /// <summary>To be asked for.</summary>
    Wanted = 0,

    /// <summary>To be ended and asked for again.</summary>
    Renewing = 1,

    /// <summary>Asked for, not yet confirmed.</summary>
    Asked = 2,

    /// <summary>The venue has agreed.</summary>
    Confirmed = 3,

    /// <summary>The venue refused; asked for again later.</summary>
    Refused = 4,

    /// <summary>Nobody needs it; to be ended.</summary>
    Unwanted = 5,

    /// <summary>Its end has been asked for, not yet confirmed.</summary>
    Leaving = 6,
}
