namespace OrleansTrading.Grains.Symbols;

/// <summary>
/// Who wants the symbol live. A hold lapses when it is not renewed, so that a holder lost between its decision and its word keeps
/// nothing live for ever; a hold lost with its symbol's silo comes back with the holder's next renewal.
/// </summary>
internal sealed class SymbolHolds(TimeProvider time)
{
    private readonly Dictionary<string, (long At, TimeSpan Duration)> _holds = [];

    /// <summary>Whether somebody asked for the symbol without a term; only an outright release ends that.</summary>
    public bool IsPermanent { get; set; }

    public bool IsHeld => IsPermanent || _holds.Values.Any(hold => time.GetElapsedTime(hold.At) < hold.Duration);

    /// <summary>The holds that still run, with what is left of each.</summary>
    public IEnumerable<(string Holder, TimeSpan Left)> Running =>
        from hold in _holds
        let left = hold.Value.Duration - time.GetElapsedTime(hold.Value.At)
        where left > TimeSpan.Zero
        select (hold.Key, left);

    public void Hold(string holder, TimeSpan duration) => _holds[holder] = (time.GetTimestamp(), duration);

    public void LetGo(string holder) => _holds.Remove(holder);
}
