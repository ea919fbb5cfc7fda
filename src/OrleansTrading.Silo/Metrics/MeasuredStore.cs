using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace OrleansTrading.Silo.Metrics;

/// <summary>
/// Stands before a store and measures its operations: everything that answers with a task. Nothing else is changed, and a task is handed on as
/// it is.
/// </summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The proxy derives from it.")]
internal class MeasuredStore : DispatchProxy
{
    private Dictionary<MethodInfo, string> _operations = [];
    private object _inner = null!;
    private StorageMetrics _metrics = null!;
    private string _store = "";

    /// <param name="port">The interface.</param>
    /// <param name="inner">What implements it.</param>
    /// <param name="metrics">Where it is measured.</param>
    public static object Of(Type port, object inner, StorageMetrics metrics)
    {
        var proxy = Create(port, typeof(MeasuredStore));
        var self = (MeasuredStore)proxy;
        (self._inner, self._metrics, self._store) = (inner, metrics, StoreWord(port));
        self._operations = port.GetMethods().Where(method => typeof(Task).IsAssignableFrom(method.ReturnType)).ToDictionary(method => method, OperationWord);
        foreach (var operation in self._operations.Values.Distinct())
            metrics.Begin(self._store, operation);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var operation = _operations.GetValueOrDefault(targetMethod!);
        try
        {
            var answer = targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
            if (operation is not null && answer is Task work)
                _ = _metrics.FollowAsync(work, _store, operation);
            return answer;
        }
        catch (Exception failure) when (operation is not null)
        {
            _metrics.Failed(failure, _store, operation);
            throw;
        }
    }

    /// <summary><c>IJobRunStore</c> is <c>job_run</c>.</summary>
    private static string StoreWord(Type port) => SnakeCase(port.Name[1..].Replace("Store", "", StringComparison.Ordinal));

    /// <summary><c>SaveLogAsync</c> is <c>save_log</c>.</summary>
    private static string OperationWord(MethodInfo method) => SnakeCase(method.Name.Replace("Async", "", StringComparison.Ordinal));

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
