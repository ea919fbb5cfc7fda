namespace Orleans.Runtime;

/// <summary>Work that a silo does before it is ready.</summary>
public interface IStartupTask
{
    Task Execute(CancellationToken cancellationToken);
}
