namespace OrleansTrading.Grains.Capture;

/// <summary>What the recording does.</summary>
public enum CaptureState : byte
{
    /// <summary>It is switched off.</summary>
    Off = 0,

    /// <summary>All is well.</summary>
    Running = 1,

    /// <summary>The disk is too slow: symbols are held back.</summary>
    HoldingBack = 2,

    /// <summary>The disk takes no files.</summary>
    Paused = 3,
}
