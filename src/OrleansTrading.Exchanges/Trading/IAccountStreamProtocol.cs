using OrleansTrading.Exchanges.Errors;

namespace OrleansTrading.Exchanges.Trading;

/// <summary>What is a venue's own about the stream of an account. Called by its <see cref="AccountStream"/> alone.</summary>
public interface IAccountStreamProtocol
{
    /// <summary>How often <see cref="KeepAliveAsync"/> is due.</summary>
    TimeSpan KeepAlivePeriod { get; }

    /// <summary>A connection on which nothing at all has come for this long is dead; null where silence says nothing.</summary>
    TimeSpan? LongestSilence { get; }

    /// <summary>Does what must be done before a connection, and tells where to connect to. The address may hold a secret.</summary>
    Task<Uri> PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// What to send first on a new connection; with nothing to send the stream is whole as soon as it is open, else when
    /// <see cref="Read"/> says so.
    /// </summary>
    IReadOnlyList<string> Greet();

    /// <summary>Reads one whole message and tells the sink what is in it. Does not throw for what a frame holds.</summary>
    AccountFrame Read(ReadOnlySpan<byte> frame, IAccountSink sink);

    /// <summary>Called every second or so, between frames: the place for what waits for another frame and must not wait for ever.</summary>
    void Look(IAccountSink sink);

    /// <summary>Keeps the stream alive. Answers a message to send; null for none.</summary>
    /// <exception cref="VenueException">A transient one is tried again; after another the connection is made anew.</exception>
    Task<string?> KeepAliveAsync(CancellationToken cancellationToken);

    /// <summary>A text without the secrets of the stream's address.</summary>
    string Scrub(string text);
}
