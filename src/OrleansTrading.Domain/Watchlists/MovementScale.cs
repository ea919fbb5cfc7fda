namespace OrleansTrading.Domain.Watchlists;

/// <summary>Where movement becomes remarkable.</summary>
/// <param name="Change24Hours">Change of the price within 24 hours, as a fraction, either way; above zero.</param>
/// <param name="ShortChange">Change since the choice before, likewise; above zero.</param>
/// <param name="VolumeTimesUsual">Traded value since the choice before against the usual; above 1.</param>
public readonly record struct MovementScale(double Change24Hours, double ShortChange, double VolumeTimesUsual);
