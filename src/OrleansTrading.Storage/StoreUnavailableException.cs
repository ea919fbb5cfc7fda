namespace OrleansTrading.Storage;

/// <summary>The store cannot be reached, or not in time. Nothing is known of what was asked last: asking again is safe and changes nothing that is done already.</summary>
public sealed class StoreUnavailableException(string message, Exception? cause = null) : IOException(message, cause);
