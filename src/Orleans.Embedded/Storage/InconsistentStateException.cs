using System.Runtime.Serialization;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>The stored record is not the one that the writer had read.</summary>
public class InconsistentStateException : OrleansException
{
    public InconsistentStateException()
    {
    }

    public InconsistentStateException(string message)
        : base(message)
    {
    }

    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!)
    {
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException)
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : base(errorMsg)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException)
    {
    }

    [Obsolete("Binary serialization of exceptions is obsolete.")]
    protected InconsistentStateException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }

    /// <summary>True until the activation whose state it was has been deactivated for it.</summary>
    internal bool IsSourceActivation { get; set; } = true;

    public string? StoredEtag { get; private set; }

    public string? CurrentEtag { get; private set; }

    public override string ToString()
        => $"{GetType().Name}: {Message} Expected Etag={CurrentEtag} Received Etag={StoredEtag} {InnerException}";
}
