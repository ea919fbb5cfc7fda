namespace OrleansTrading.Exchanges.Trading;

/// <summary>What a frame of an account's stream was.</summary>
public enum AccountFrameKind
{
    /// <summary>The sink has what was in it, or it concerns nobody.</summary>
    Handled = 0,

    /// <summary>The stream is whole from here on.</summary>
    Ready = 1,

    /// <summary>A message is to be sent.</summary>
    Send = 2,

    /// <summary>The connection is of no more use.</summary>
    Reconnect = 3,

    /// <summary>An event of a kind that is not known.</summary>
    Unknown = 4,

    /// <summary>It could not be read.</summary>
    Malformed = 5,
}
