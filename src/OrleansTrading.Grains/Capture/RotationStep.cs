namespace OrleansTrading.Grains.Capture;

/// <summary>What is to be done now.</summary>
/// <param name="Rotate">Whether buffered rows are to be written now.</param>
/// <param name="ModeChanged">Whether the mode is another one from now on.</param>
internal readonly record struct RotationStep(bool Rotate, bool ModeChanged);
