namespace Orleans.Core;

/// <summary>A stored record of a grain and its value.</summary>
public interface IStorage<TState> : IStorage
{
    TState State { get; set; }
}
