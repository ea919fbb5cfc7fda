namespace OrleansTrading.Silo.Access;

/// <summary>
/// Counts failed sign-ins by name and by address, whether the name exists or not. An attempt counts as failed from its beginning, so that many at
/// once are no way around; one that succeeds is taken back.
/// </summary>
internal sealed class SignInLimiter(AccessRules rules, TimeProvider time)
{
    /// <summary>Names and addresses remembered at most; those that failed longest ago are forgotten first, and those of users never: nobody makes room for more attempts by made-up names.</summary>
    public const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _counts = new(StringComparer.OrdinalIgnoreCase);

    public int Remembered
    {
        get
        {
            lock (_gate)
                return _counts.Count;
        }
    }

    /// <summary>Whether an attempt may be made, and whether it is the last for now if it fails.</summary>
    public (bool MayTry, bool IsLast) Begin(string name, string address)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var (ofName, ofAddress) = (Find(NameKey(name), now), Find(AddressKey(address), now));
            var (mostOfName, mostOfAddress) = (rules.Options.LockoutAttempts, rules.Options.LockoutAttemptsPerAddress);
            if (ofName.Failures >= mostOfName || ofAddress.Failures >= mostOfAddress)
                return (false, false);
            Keep(NameKey(name), ofName.Failures + 1, now);
            Keep(AddressKey(address), ofAddress.Failures + 1, now);
            return (true, ofName.Failures + 1 >= mostOfName || ofAddress.Failures + 1 >= mostOfAddress);
        }
    }

    /// <summary>The attempt was right: the name is clear again, and the address has one failure less.</summary>
    public void Succeeded(string name, string address)
    {
        lock (_gate)
        {
            _counts.Remove(NameKey(name));
            if (_counts.TryGetValue(AddressKey(address), out var count))
                _counts[AddressKey(address)] = count with { Failures = Math.Max(0, count.Failures - 1) };
        }
    }

    private Count Find(string key, DateTimeOffset now) =>
        _counts.TryGetValue(key, out var count) && now - count.At < rules.Options.LockoutTime ? count : new Count(0, now);

    private void Keep(string key, int failures, DateTimeOffset now)
    {
        _counts[key] = new Count(failures, now);
        if (_counts.Count <= Most)
            return;
        foreach (var old in _counts.Where(entry => !IsOfUser(entry.Key)).OrderBy(entry => entry.Value.At).Take(Most / 10).Select(entry => entry.Key).ToList())
            _counts.Remove(old);
    }

    private bool IsOfUser(string key) => key.StartsWith(NameKey(""), StringComparison.Ordinal) && rules.Options.Users.ContainsKey(key[NameKey("").Length..]);

    private static string NameKey(string name) => "name " + name;

    private static string AddressKey(string address) => "address " + address;

    private readonly record struct Count(int Failures, DateTimeOffset At);
}
