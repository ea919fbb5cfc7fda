namespace Orleans;

/// <summary>Runs around calls where they arrive, on the turn of the called grain.</summary>
public interface IIncomingGrainCallFilter
{
    Task Invoke(IIncomingGrainCallContext context);
}
