namespace OrleansTrading.Grains.Capture;

/// <summary>How often buffered rows are written.</summary>
public enum CaptureMode : byte
{
    /// <summary>At the usual interval.</summary>
    Normal = 0,

    /// <summary>At the shorter interval of extreme traffic.</summary>
    Extreme = 1,
}
