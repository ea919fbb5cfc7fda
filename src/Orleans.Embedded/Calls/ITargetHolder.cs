namespace Orleans.Serialization.Invocation;

/// <summary>What holds the object that a request is invoked on.</summary>
public interface ITargetHolder
{
    object? GetTarget();

    object? GetComponent(Type componentType);
}
