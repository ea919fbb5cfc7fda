using EmbeddedEngine.Calls;

namespace EmbeddedEngine.Proxies;

/// <summary>Which request class serves which kind of return type.</summary>
internal static class RequestKinds
{
    public static Type? BaseOf(Type returnType)
    {
        if (returnType == typeof(Task))
        {
            return typeof(TaskRequest);
        }

        if (returnType == typeof(ValueTask))
        {
            return typeof(ValueTaskRequest);
        }

        var definition = returnType.IsGenericType ? returnType.GetGenericTypeDefinition() : null;
        return definition == typeof(Task<>) ? typeof(TaskRequest<>)
            : definition == typeof(ValueTask<>) ? typeof(ValueTaskRequest<>)
            : null;
    }

    public static bool IsValueTask(Type returnType)
        => returnType == typeof(ValueTask)
            || (returnType.IsGenericType && returnType.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
