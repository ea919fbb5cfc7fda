using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Okx.Environment;

/// <summary>
/// Where the venue is reached. Addresses are those of the venue's documentation (https://www.okx.com/docs-v5/en/#overview); the
/// simulator's is told by configuration, or by whoever starts one. Thread-safe.
/// </summary>
public sealed class OkxEnvironment
{
    private readonly Uri? _rest;
    private readonly Uri? _streams;
    private Uri? _simulator;

    public OkxEnvironment(OkxOptions options)
    {
        Kind = options.Environment ?? OkxEnvironmentKind.Simulator;
        _rest = Parse(options.RestAddress) ?? (Kind == OkxEnvironmentKind.Simulator ? null : new Uri("https://www.okx.com"));
        _streams = Parse(options.StreamAddress) ?? Kind switch
        {
            OkxEnvironmentKind.Live => new Uri("wss://ws.okx.com:8443"),
            OkxEnvironmentKind.Demo => new Uri("wss://wspap.okx.com:8443"),
            _ => null,
        };
        if (Kind == OkxEnvironmentKind.Simulator)
            _simulator = Parse(options.SimulatorAddress);
    }

    public OkxEnvironmentKind Kind { get; }

    /// <summary>Whether requests say that they mean the demo: it shares its address with the real market.</summary>
    public bool IsDemo => Kind == OkxEnvironmentKind.Demo;

    /// <summary>Whether a simulator is wanted and nobody has said where it is: the host is to start one and call <see cref="UseSimulator"/>.</summary>
    public bool NeedsSimulator =>
        Kind == OkxEnvironmentKind.Simulator && (_rest is null || _streams is null) && Volatile.Read(ref _simulator) is null;

    /// <summary>Base of REST requests.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri RestAddress => _rest ?? Simulator;

    /// <summary>Base of stream connections, ws or wss.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri StreamAddress => _streams ?? new UriBuilder(Simulator) { Scheme = Simulator.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;

    private Uri Simulator => Volatile.Read(ref _simulator) ?? throw new VenueException(
        ErrorKind.Unavailable, isTransient: true, "The simulator's address is not known: set Venues:Okx:SimulatorAddress, or have the host start a simulator.");

    /// <summary>A simulator listens at <paramref name="address"/> (http or https). Before this, requests fail as unavailable and are repeated.</summary>
    public void UseSimulator(Uri address)
    {
        if (Kind != OkxEnvironmentKind.Simulator)
            throw new InvalidOperationException($"The environment is {Kind}; a simulator is used in Simulator only.");
        Volatile.Write(ref _simulator, address);
    }

    private static Uri? Parse(string? address) => string.IsNullOrWhiteSpace(address) ? null : new Uri(address, UriKind.Absolute);
}
