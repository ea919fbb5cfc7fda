namespace OrleansTrading.Exchanges.Okx.Trading;

/// <summary>
/// Our ids of the venue's orders: executions name the number of the order alone, and one that a conditional order has become bears the
/// conditional one's id only where it is itself told. Safe for any number of threads.
/// </summary>
internal sealed class OkxOrderNames
{
    /// <summary>Beyond so many the oldest are forgotten; they are asked for again when they are needed.</summary>
    private const int MostKept = 20_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _ids = [];
    private readonly Queue<string> _oldest = [];

    public void Learn(string venueId, string ourId)
    {
        lock (_gate)
        {
            if (!_ids.ContainsKey(venueId))
            {
                _oldest.Enqueue(venueId);
                if (_oldest.Count > MostKept)
                    _ids.Remove(_oldest.Dequeue());
            }

            _ids[venueId] = ourId;
        }
    }

    public string? Find(string venueId)
    {
        lock (_gate)
            return _ids.GetValueOrDefault(venueId);
    }
}
