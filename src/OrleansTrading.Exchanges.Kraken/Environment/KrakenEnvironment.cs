using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Kraken.Environment;

/// <summary>
/// Where the venue is reached. Live addresses are those of the venue's documentation (https://docs.kraken.com/api); the
/// simulator's is told by configuration, or by whoever starts one. Thread-safe.
/// </summary>
public sealed class KrakenEnvironment
{
    private readonly Uri? _rest;
    private readonly Uri? _streams;
    private Uri? _simulator;

    public KrakenEnvironment(KrakenOptions options)
    {
        Kind = options.Environment ?? KrakenEnvironmentKind.Simulator;
        _rest = Parse(options.RestAddress) ?? (Kind == KrakenEnvironmentKind.Live ? new Uri("https://api.kraken.com") : null);
        _streams = Parse(options.StreamAddress) ?? (Kind == KrakenEnvironmentKind.Live ? new Uri("wss://ws.kraken.com") : null);
        if (Kind == KrakenEnvironmentKind.Simulator)
            _simulator = Parse(options.SimulatorAddress);
    }

    public KrakenEnvironmentKind Kind { get; }

    /// <summary>Whether a simulator is wanted and nobody has said where it is: the host is to start one and call <see cref="UseSimulator"/>.</summary>
    public bool NeedsSimulator =>
        Kind == KrakenEnvironmentKind.Simulator && (_rest is null || _streams is null) && Volatile.Read(ref _simulator) is null;

    /// <summary>Base of REST requests.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri RestAddress => _rest ?? Simulator;

    /// <summary>Base of stream connections, ws or wss.</summary>
    /// <exception cref="VenueException">The simulator's address is not known yet.</exception>
    public Uri StreamAddress => _streams ?? new UriBuilder(Simulator) { Scheme = Simulator.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" }.Uri;

    private Uri Simulator => Volatile.Read(ref _simulator) ?? throw new VenueException(
        ErrorKind.Unavailable, isTransient: true, "The simulator's address is not known: set Venues:Kraken:SimulatorAddress, or have the host start a simulator.");

    /// <summary>A simulator listens at <paramref name="address"/> (http or https). Before this, requests fail as unavailable and are repeated.</summary>
    public void UseSimulator(Uri address)
    {
        if (Kind != KrakenEnvironmentKind.Simulator)
            throw new InvalidOperationException($"The environment is {Kind}; a simulator is used in Simulator only.");
        Volatile.Write(ref _simulator, address);
    }

    private static Uri? Parse(string? address) => string.IsNullOrWhiteSpace(address) ? null : new Uri(address, UriKind.Absolute);
}
