using System.ComponentModel;
using System.Runtime.Serialization;

namespace Orleans.Runtime;

public class OrleansException : Exception
{
    public OrleansException()
        : base("Unexpected error.")
    {
    }

    public OrleansException(string message)
        : base(message)
    {
    }

    public OrleansException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    [Obsolete("Binary serialization of exceptions is obsolete.")]
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected OrleansException(SerializationInfo info, StreamingContext context)
        : base(info, context)
    {
    }
}
