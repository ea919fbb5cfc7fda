namespace OrleansTrading.Dashboard.Shell;

/// <summary>
/// What is chosen on a page, ahead of its address: a choice holds at once, and the address, which comes back a little later for every
/// change, does not undo a newer one.
/// </summary>
internal sealed class Chosen<T>(T initial)
    where T : class, IEquatable<T>
{
    private readonly Queue<T> _sent = new();
    private T? _address;

    public T Now { get; private set; } = initial;

    /// <summary>Somebody chose; the address will follow.</summary>
    public void Send(T choice)
    {
        Now = choice;
        _sent.Enqueue(choice);
    }

    /// <summary>What was chosen but is not to be in the address yet.</summary>
    public void Hold(T choice) => Now = choice;

    /// <summary>What the address says. Answers whether that is another choice than the one that holds.</summary>
    public bool Take(T address)
    {
        if (address.Equals(_address))
            return false;
        _address = address;
        if (_sent.Contains(address))
        {
            while (!_sent.Dequeue().Equals(address))
            {
            }

            return false;
        }

        _sent.Clear();
        var isOther = !address.Equals(Now);
        Now = address;
        return isOther;
    }
}
