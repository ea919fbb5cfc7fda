namespace EmbeddedEngine;

using EmbeddedEngine.Activations;

/// <summary>The activation whose turn the current thread runs.</summary>
internal static class ActivationContext
{
    [ThreadStatic]
    private static Activation? _current;

    public static Activation? Current
    {
        get => _current;
        set => _current = value;
    }
}
