namespace OrleansTrading.Grains.Capture;

/// <summary>
/// When buffered rows are written. More rows than the threshold lead to extreme mode at once; it is left when several intervals in a row
/// have brought less than half of the threshold. Pure: time and counts are given.
/// </summary>
internal sealed class CaptureRotation(TimeSpan interval, TimeSpan extremeInterval, long threshold, TimeSpan now)
{
    /// <summary>Quiet intervals in a row that end extreme mode.</summary>
    public const int CalmIntervals = 3;

    private TimeSpan _last = now;
    private int _calm;

    public CaptureMode Mode { get; private set; }

    /// <param name="at">Monotonic time.</param>
    /// <param name="rows">Rows buffered since the last rotation.</param>
    /// <param name="isMemoryShort">Whether the buffers are to be emptied before their time.</param>
    public RotationStep Next(TimeSpan at, long rows, bool isMemoryShort)
    {
        if (Mode == CaptureMode.Normal && rows > threshold)
        {
            (Mode, _calm, _last) = (CaptureMode.Extreme, 0, at);
            return new RotationStep(Rotate: true, ModeChanged: true);
        }

        var isDue = at - _last >= (Mode == CaptureMode.Extreme ? extremeInterval : interval);
        if (!isDue && !isMemoryShort)
            return default;
        _last = at;
        return new RotationStep(Rotate: true, ModeChanged: Mode == CaptureMode.Extreme && CalmsDown(isDue && rows < threshold / 2.0));
    }

    private bool CalmsDown(bool wasCalm)
    {
        _calm = wasCalm ? _calm + 1 : 0;
        if (_calm < CalmIntervals)
            return false;
        Mode = CaptureMode.Normal;
        return true;
    }
}
